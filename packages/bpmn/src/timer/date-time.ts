// Date-times with an offset, and perhaps a zone: `2024-01-01T00:00:00+01:00[Europe/Berlin]` (spec 12 §12.9.3).
import { parseZone, type ZoneOrOffset } from '@grevy/feel';
import { BPMN_LIMITS } from '../limits.js';
import { malformed, parsed, type Parsed } from './parsed.js';

/** A point in time that remembers in which zone it was written: calendar steps from it count there. */
export interface ZonedInstant {
  readonly epochMs: number;
  readonly zone: ZoneOrOffset;
}

const DATE_TIME =
  /^([+-]?\d{4,9})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{0,9}))?)?(?:([Zz])|([+-])(\d\d)(?::(\d\d)(?::(\d\d))?)?)(?:\[([^\]]+)\])?/;

/** Prefixes of a date-time, longest first: how far a malformed text was read. */
const PARTS = [
  /^[+-]?\d{4,9}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{0,9})?/,
  /^[+-]?\d{4,9}-\d\d-\d\d[Tt]\d\d:\d\d/,
  /^[+-]?\d{4,9}-\d\d-\d\d[Tt]\d\d:/,
  /^[+-]?\d{4,9}-\d\d-\d\d[Tt]\d\d/,
  /^[+-]?\d{4,9}-\d\d-\d\d[Tt]/,
  /^[+-]?\d{4,9}-\d\d-\d\d/,
  /^[+-]?\d{4,9}-\d\d-/,
  /^[+-]?\d{4,9}-\d\d/,
  /^[+-]?\d{4,9}-/,
  /^[+-]?\d{4,9}/,
];

export function parseDateTime(text: string): Parsed<ZonedInstant> {
  const match = DATE_TIME.exec(text);
  if (match === null) return malformed(`Text '${text}' could not be parsed at index ${readableLength(text)}`);
  if (match[0].length < text.length) {
    return malformed(`Text '${text}' could not be parsed, unparsed text found at index ${match[0].length}`);
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const problem = rangeProblem(year, month, day, hour, minute, second);
  if (problem !== undefined) return malformed(`Text '${text}' could not be parsed: ${problem}`);
  const offsetSeconds = offsetOf(match);
  if (offsetSeconds === undefined) {
    return malformed(`Text '${text}' could not be parsed: Zone offset not in valid range: -18:00 to +18:00`);
  }
  const millisecond = Math.floor(Number(`0.${match[7] ?? ''}0`) * 1000);
  const zone = match[13] === undefined ? offsetSeconds : parseZone(match[13], 'any');
  if (zone === undefined)
    return malformed(`Text '${text}' could not be parsed, unparsed text found at index ${text.indexOf('[')}`);
  const localMs = utcMs(year, month, day) + (hour * 3600 + minute * 60 + second) * 1000 + millisecond;
  return parsed({ epochMs: localMs - offsetSeconds * 1000, zone });
}

function readableLength(text: string): number {
  for (const part of PARTS) {
    const length = part.exec(text)?.[0].length;
    if (length !== undefined) return length;
  }
  return 0;
}

function rangeProblem(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): string | undefined {
  const checks: readonly (readonly [string, number, number, number])[] = [
    ['Year', year, -BPMN_LIMITS.maxTimerYears, BPMN_LIMITS.maxTimerYears],
    ['MonthOfYear', month, 1, 12],
    ['DayOfMonth', day, 1, 31],
    ['HourOfDay', hour, 0, 23],
    ['MinuteOfHour', minute, 0, 59],
    ['SecondOfMinute', second, 0, 59],
  ];
  for (const [field, value, min, max] of checks) {
    if (value < min || value > max)
      return `Invalid value for ${field} (valid values ${min} - ${max}): ${value}`;
  }
  if (day <= new Date(utcMs(year, month + 1, 0)).getUTCDate()) return undefined;
  return month === 2 && day === 29
    ? `Invalid date 'February 29' as '${year}' is not a leap year`
    : `Invalid date '${MONTHS[month - 1] ?? ''} ${day}'`;
}

const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
];

/** `Date.UTC` takes the years 0 to 99 as those of the twentieth century. */
function utcMs(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function offsetOf(match: RegExpExecArray): number | undefined {
  if (match[8] !== undefined) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(10, 13).map((part) => Number(part ?? 0));
  const size = hours * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || size > 18 * 3600) return undefined;
  return match[9] === '-' ? -size : size;
}
