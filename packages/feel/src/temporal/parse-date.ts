/**
 * Date texts: `-?YYYY-MM-DD` with 4 to 9 digits of the year, no leading zero beyond four (specification 14, §11).
 * The days 29–31 beyond the end of a month become its last day.
 */
import { lengthOfMonth } from './calendar.js';
import { FeelDate } from './feel-date.js';
import { UnparsableText } from './unparsable-text.js';

const DATE = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/;

export function parseDate(text: string): FeelDate | UnparsableText {
  return dateFrom(text) ?? new UnparsableText('date', text);
}

export function hasFormOfDate(text: string): boolean {
  return DATE.test(text);
}

/** The date of a text, or undefined if it has another form or names no date. */
export function dateFrom(text: string): FeelDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const year = Number(`${match[1] ?? ''}${match[2] ?? ''}`);
  const month = Number(match[3]);
  const day = Number(match[4]);
  if (Object.is(year, -0) || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return FeelDate.of(year, month, Math.min(day, lengthOfMonth(year, month)));
}
