/**
 * What the built-in functions `date`, `time`, `date and time`, `years and months duration`, `now`, `today` and the
 * calendar functions do with typed arguments (specification 14, §11). Undefined: the arguments name no value.
 * Numbers are cut to whole ones by the caller; of these the low 32 bits count, as in the reference.
 */
import type { DaysTimeDuration } from './days-time-duration.js';
import { FeelDateTime } from './feel-date-time.js';
import { FeelDate } from './feel-date.js';
import { FeelLocalDateTime } from './feel-local-date-time.js';
import { FeelLocalTime } from './feel-local-time.js';
import { FeelTime } from './feel-time.js';
import { TemporalRangeError } from './temporal-range-error.js';
import type { YearsMonthsDuration } from './years-months-duration.js';
import { MAX_OFFSET_SECONDS } from './zone-offset.js';
import { parseZone, type ZoneOrOffset } from './zone.js';

export type AnyDateTime = FeelDateTime | FeelLocalDateTime;
export type AnyTime = FeelTime | FeelLocalTime;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `date(year, month, day)`; days beyond the end of the month are invalid here. */
export function dateOf(year: bigint, month: bigint, day: bigint): FeelDate | undefined {
  return FeelDate.of(low32Bits(year), low32Bits(month), low32Bits(day));
}

/** `date(from)` of a date or date and time. */
export function dateFromTemporal(from: FeelDate | AnyDateTime): FeelDate {
  return from.kind === 'date' ? from : from.date;
}

/** `time(hour, minute, second)` and, with an offset (fractions of a second cut), `time(hour, minute, second, offset)`. */
export function timeOf(
  hour: bigint,
  minute: bigint,
  second: bigint,
  nanoOfSecond: number,
  offset?: DaysTimeDuration,
): AnyTime | undefined {
  const local = FeelLocalTime.of(low32Bits(hour), low32Bits(minute), low32Bits(second), nanoOfSecond);
  if (local === undefined || offset === undefined) return local;
  const offsetSeconds = low32Bits(offset.wholeSeconds);
  return Math.abs(offsetSeconds) > MAX_OFFSET_SECONDS ? undefined : FeelTime.of(local, offsetSeconds);
}

/** `time(from)`; of a date it is midnight in UTC. */
export function timeFromTemporal(from: FeelDate | AnyDateTime): AnyTime {
  switch (from.kind) {
    case 'date':
      return FeelTime.of(FeelLocalTime.ofNanoOfDay(0), 0);
    case 'local date and time':
      return from.time;
    case 'date and time':
      return FeelTime.of(from.local.time, from.offsetSeconds, from.zone);
  }
}

/** `date and time(date, time)`; of a date and time as first argument only the date counts. */
export function dateAndTimeOf(date: FeelDate | AnyDateTime, time: AnyTime): AnyDateTime {
  const day = dateFromTemporal(date);
  if (time.kind === 'local time') return FeelLocalDateTime.of(day, time);
  return FeelDateTime.ofLocal(FeelLocalDateTime.of(day, time.local), time.zone ?? time.offsetSeconds);
}

/**
 * `date and time(value, zone)`: the same instant in the zone, or a local value with the zone attached.
 *
 * @throws TemporalRangeError when there is no such zone.
 */
export function dateAndTimeInZone(value: AnyDateTime, zoneId: string): FeelDateTime {
  const zone = parseZone(zoneId, 'any');
  if (zone === undefined) throw TemporalRangeError.zone(unknownZoneText(zoneId));
  return value.kind === 'date and time' ? value.withZone(zone) : FeelDateTime.ofLocal(value, zone);
}

/** `years and months duration(from, to)`; only the dates count. */
export function yearsMonthsBetween(
  from: FeelDate | AnyDateTime,
  to: FeelDate | AnyDateTime,
): YearsMonthsDuration {
  return dateFromTemporal(from).monthsUntil(dateFromTemporal(to));
}

/** `now()` */
export function nowAt(epochMs: number, zone: ZoneOrOffset): FeelDateTime {
  return FeelDateTime.ofEpochMs(epochMs, zone);
}

/** `today()` */
export function todayAt(epochMs: number, zone: ZoneOrOffset): FeelDate {
  return FeelDateTime.ofEpochMs(epochMs, zone).date;
}

/** `day of year` (1…366) */
export function dayOfYear(value: FeelDate | AnyDateTime): number {
  return dateFromTemporal(value).dayOfYear;
}

/** `day of week`: the English name. */
export function dayOfWeek(value: FeelDate | AnyDateTime): string {
  return WEEKDAYS[dateFromTemporal(value).weekday - 1] ?? '';
}

/** `week of year` (ISO 8601, 1…53) */
export function weekOfYear(value: FeelDate | AnyDateTime): number {
  return dateFromTemporal(value).weekOfYear;
}

/** `month of year`: the English name. */
export function monthOfYear(value: FeelDate | AnyDateTime): string {
  return MONTHS[dateFromTemporal(value).month - 1] ?? '';
}

/** `last day of month` */
export function lastDayOfMonth(value: FeelDate | AnyDateTime): FeelDate {
  return dateFromTemporal(value).lastDayOfMonth();
}

function low32Bits(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

function unknownZoneText(zoneId: string): string {
  return /^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(zoneId)
    ? `java.time.zone.ZoneRulesException: Unknown time-zone ID: ${zoneId}`
    : `java.time.DateTimeException: Invalid ID for region-based ZoneId, invalid format: ${zoneId}`;
}
