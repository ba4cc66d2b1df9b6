/** The literal `@"…"`: the form of the text chooses the kind of the value. */
import { dateFrom, hasFormOfDate } from './parse-date.js';
import { parseDateTime } from './parse-date-time.js';
import { parseDuration } from './parse-duration.js';
import { parseTime } from './parse-time.js';
import type { Temporal } from './temporal.js';
import { UnparsableText } from './unparsable-text.js';

/**
 * Undefined if the text has no temporal form; the literal is then null.
 *
 * @throws TemporalRangeError when years and months are more than 32-bit years.
 */
export function parseTemporalLiteral(text: string): Temporal | undefined {
  if (text.startsWith('P') || text.startsWith('-P')) return valueOf(parseDuration(text));
  const date = dateFrom(text);
  if (date !== undefined) return date;
  return valueOf(hasFormOfDate(text.slice(0, text.indexOf('T'))) ? parseDateTime(text) : parseTime(text));
}

function valueOf<T extends Temporal>(parsed: T | UnparsableText): T | undefined {
  return parsed instanceof UnparsableText ? undefined : parsed;
}
