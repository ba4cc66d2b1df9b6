// Date-times with an offset, and perhaps a zone: `2024-01-01T00:00:00+01:00[Europe/Berlin]` (spec 12 §12.9.3).
import { DaysTimeDuration, FeelDateTime, parseZone, type ZoneOrOffset } from '@grevy/feel';
import { BPMN_LIMITS } from '../limits.js';
import { malformed, parsed, type Parsed } from './parsed.js';

/** A point in time that remembers in which zone it was written: calendar steps from it count there. */
export interface ZonedInstant {
  readonly epochMs: number;
  /** What a millisecond cannot tell: 0 to 999,999. */
  readonly nanoOfMilli: number;
  readonly zone: ZoneOrOffset;
}

/** Four digits, or a sign where the year is negative or has more of them. There is no year -0000. */
const YEAR = String.raw`(\d{4}(?!\d)|\+\d{5,10}|-(?!0+-)\d{4,10})`;
/** What follows the year, in the order in which it is read; the text may end after the minutes or the seconds. */
const PARTS = [
  YEAR,
  '-',
  String.raw`(\d\d)`,
  '-',
  String.raw`(\d\d)`,
  '[Tt]',
  String.raw`(\d\d)`,
  ':',
  String.raw`(\d\d)`,
  String.raw`(?::(\d\d)(?:\.(\d{0,9}))?)?`,
];
const OFFSET = String.raw`(?:[Zz]|([+-])([0-5]\d)(?::([0-5]\d)(?::([0-5]\d))?)?)`;

const DATE_TIME = new RegExp(`^${PARTS.join('')}${OFFSET}`);
/** Prefixes of a date-time, longest first: how far a malformed text was read. */
const PREFIXES = PARTS.map((_, index) => new RegExp(`^${PARTS.slice(0, index + 1).join('')}`)).reverse();
/** A sign is read even if too few digits follow it. */
const SIGN_OF_SHORT_YEAR = /^[+-](?!\d{4})/;

const MAX_OFFSET_SECONDS = 18 * 3600;
const NANOS_PER_MILLI = 1_000_000;

export function parseDateTime(text: string): Parsed<ZonedInstant> {
  const match = DATE_TIME.exec(text);
  if (match === null) return malformed(`Text '${text}' could not be parsed at index ${readableLength(text)}`);
  const suffix = /^\[([^\]]+)\]/.exec(text.slice(match[0].length));
  const zone = suffix === null ? undefined : parseZone(suffix[1] ?? '', 'hh:mm[:ss]');
  const length = match[0].length + (zone === undefined ? 0 : (suffix?.[0].length ?? 0));
  if (length < text.length) {
    return malformed(`Text '${text}' could not be parsed, unparsed text found at index ${length}`);
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const problem = rangeProblem(year, month, day, hour, minute, second);
  if (problem !== undefined) return malformed(`Text '${text}' could not be parsed: ${problem}`);
  const offsetSeconds = offsetOf(match);
  if (Math.abs(offsetSeconds) > MAX_OFFSET_SECONDS) {
    return malformed(`Text '${text}' could not be parsed: Zone offset not in valid range: -18:00 to +18:00`);
  }
  const nanoOfSecond = Number((match[7] ?? '').padEnd(9, '0'));
  const millisecond = Math.floor(nanoOfSecond / NANOS_PER_MILLI);
  const localMs = utcMs(year, month, day) + (hour * 3600 + minute * 60 + second) * 1000 + millisecond;
  return parsed({
    epochMs: localMs - offsetSeconds * 1000,
    nanoOfMilli: nanoOfSecond % NANOS_PER_MILLI,
    zone: zone ?? offsetSeconds,
  });
}

/** As such a text again, in its zone; seconds are left out when they are zero. */
export function dateTimeText({ epochMs, nanoOfMilli, zone }: ZonedInstant): string {
  const fraction = DaysTimeDuration.ofNanoseconds(BigInt(nanoOfMilli));
  return FeelDateTime.ofEpochMs(epochMs, zone).plus(fraction).isoText();
}

function readableLength(text: string): number {
  for (const prefix of PREFIXES) {
    const length = prefix.exec(text)?.[0].length;
    if (length !== undefined) return length;
  }
  return SIGN_OF_SHORT_YEAR.test(text) ? 1 : 0;
}

function rangeProblem(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): string | undefined {
  const checks: readonly (readonly [
    field: string,
    value: number,
    min: number,
    max: number,
    valid?: string,
  ])[] = [
    ['Year', year, -BPMN_LIMITS.maxTimerYears, BPMN_LIMITS.maxTimerYears],
    ['MonthOfYear', month, 1, 12],
    ['DayOfMonth', day, 1, 31, '28/31'],
    ['HourOfDay', hour, 0, 23],
    ['MinuteOfHour', minute, 0, 59],
    ['SecondOfMinute', second, 0, 59],
  ];
  for (const [field, value, min, max, valid = String(max)] of checks) {
    if (value < min || value > max)
      return `Invalid value for ${field} (valid values ${min} - ${valid}): ${value}`;
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

function offsetOf(match: RegExpExecArray): number {
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(9, 12).map((part) => Number(part ?? 0));
  const size = hours * 3600 + minutes * 60 + seconds;
  return match[8] === '-' ? -size : size;
}
