/**
 * Date and time texts: a date, `T`, `hh:mm[:ss[.fraction]]`, and an offset or `@zone` if any; a date alone is its
 * midnight (specification 14, §11). `24:00` is the next day.
 */
import { NANOS_PER_DAY } from './clock.js';
import { FeelDateTime } from './feel-date-time.js';
import { FeelDate } from './feel-date.js';
import { FeelLocalDateTime } from './feel-local-date-time.js';
import { FeelLocalTime } from './feel-local-time.js';
import { dateFrom, hasFormOfDate } from './parse-date.js';
import { nanoOfDayFrom, zoneFromSuffix } from './parse-time.js';
import { TemporalRangeError } from './temporal-range-error.js';
import { UnparsableText, type TextKind } from './unparsable-text.js';

const TIME_AND_ZONE = /^(\d\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d|@.*)?$/;

export function parseDateTime(text: string): FeelDateTime | FeelLocalDateTime | UnparsableText {
  if (hasFormOfDate(text)) {
    const date = dateFrom(text);
    return date === undefined
      ? new UnparsableText('date(-time)', text)
      : FeelLocalDateTime.atStartOfDay(date);
  }
  return dateTimeFrom(text) ?? new UnparsableText(kindOfText(text), text);
}

/** The value of the constant `date and time("…")`, where a dot may end the seconds of a local time. */
export function parseDateTimeConstant(text: string): FeelDateTime | FeelLocalDateTime | UnparsableText {
  const parsed = parseDateTime(text);
  if (!(parsed instanceof UnparsableText) || !/:\d\d\.$/.test(text)) return parsed;
  return dateTimeFrom(text.slice(0, -1)) ?? parsed;
}

function dateTimeFrom(text: string): FeelDateTime | FeelLocalDateTime | undefined {
  const separator = text.indexOf('T');
  const match = TIME_AND_ZONE.exec(text.slice(separator + 1));
  const date = separator < 0 ? undefined : dateFrom(text.slice(0, separator));
  const nanoOfDay = match === null ? undefined : nanoOfDayFrom(match[1] ?? '');
  if (match === null || date === undefined || nanoOfDay === undefined) return undefined;
  const local = localDateTime(date, nanoOfDay);
  if (local === undefined || match[2] === undefined) return local;
  const zone = zoneFromSuffix(match[2]);
  return zone === undefined ? undefined : FeelDateTime.ofLocal(local, zone);
}

function localDateTime(date: FeelDate, nanoOfDay: number): FeelLocalDateTime | undefined {
  if (nanoOfDay < NANOS_PER_DAY) return FeelLocalDateTime.of(date, FeelLocalTime.ofNanoOfDay(nanoOfDay));
  try {
    return FeelLocalDateTime.atStartOfDay(FeelDate.ofEpochDay(date.epochDay + 1));
  } catch (error) {
    if (error instanceof TemporalRangeError) return undefined;
    throw error;
  }
}

/** The form decides how a message names what the text was meant to be. */
function kindOfText(text: string): TextKind {
  const separator = text.indexOf('T');
  const match = TIME_AND_ZONE.exec(text.slice(separator + 1));
  const isLocal = match !== null && match[2] === undefined && hasFormOfDate(text.slice(0, separator));
  return isLocal ? 'local-date-time' : 'date-time';
}
