// Functions that make temporals or read them.
import type { EvaluationState } from '../evaluation.js';
import { UnexpectedFailure } from '../failures.js';
import { subtract, toDecimal, toInt64, withScale, type FeelNumber } from '../numbers/number.js';
import { DaysTimeDuration } from '../temporal/days-time-duration.js';
import { FeelDateTime } from '../temporal/feel-date-time.js';
import { FeelDate } from '../temporal/feel-date.js';
import { FeelLocalDateTime } from '../temporal/feel-local-date-time.js';
import { FeelLocalTime } from '../temporal/feel-local-time.js';
import { FeelTime } from '../temporal/feel-time.js';
import { parseDateTime } from '../temporal/parse-date-time.js';
import { parseDate } from '../temporal/parse-date.js';
import { parseDuration } from '../temporal/parse-duration.js';
import { parseTime } from '../temporal/parse-time.js';
import {
  dateAndTimeInZone,
  dateAndTimeOf,
  dateFromTemporal,
  dateOf,
  dayOfWeek,
  dayOfYear,
  lastDayOfMonth,
  monthOfYear,
  nowAt,
  timeFromTemporal,
  timeOf,
  todayAt,
  weekOfYear,
  yearsMonthsBetween,
  type AnyDateTime,
  type AnyTime,
} from '../temporal/temporal-functions.js';
import { UnparsableText } from '../temporal/unparsable-text.js';
import { parseZone, type ZoneOrOffset } from '../temporal/zone.js';
import { FeelError } from '../values/error.js';
import { isNumber, type FeelValue } from '../values/value.js';
import { builtin, type Builtin } from './builtin.js';

export const TEMPORAL_FUNCTIONS: readonly Builtin[] = [
  builtin('date', ['from'], ([from]) => {
    if (typeof from === 'string') return parsed(parseDate(from));
    return hasDate(from) ? dateFromTemporal(from) : undefined;
  }),
  builtin('date', ['year', 'month', 'day'], ([year, month, day]) => {
    if (!isNumber(year) || !isNumber(month) || !isNumber(day)) return undefined;
    const date = dateOf(toInt64(year), toInt64(month), toInt64(day));
    return date ?? new FeelError(`Failed to parse date from: year=${year}, month=${month}, day=${day}`);
  }),
  builtin('date and time', ['from'], ([from]) =>
    typeof from === 'string' ? parsed(parseDateTime(from)) : undefined,
  ),
  builtin('date and time', ['date', 'time'], ([date, time]) => {
    if (hasDate(date) && isTime(time)) return dateAndTimeOf(date, time);
    return isDateTime(date) && typeof time === 'string' ? dateAndTimeInZone(date, time) : undefined;
  }),
  builtin('time', ['from'], ([from]) => {
    if (typeof from === 'string') return parsed(parseTime(from));
    return hasDate(from) ? timeFromTemporal(from) : undefined;
  }),
  builtin('time', ['hour', 'minute', 'second'], ([hour, minute, second]) =>
    isNumber(hour) && isNumber(minute) && isNumber(second) ? timeOfNumbers(hour, minute, second) : undefined,
  ),
  builtin('time', ['hour', 'minute', 'second', 'offset'], ([hour, minute, second, offset]) => {
    if (!isNumber(hour) || !isNumber(minute) || !isNumber(second)) return undefined;
    const isOffset = offset === null || offset instanceof DaysTimeDuration;
    return isOffset ? timeOfNumbers(hour, minute, second, offset) : undefined;
  }),
  builtin('duration', ['from'], ([from]) =>
    typeof from === 'string' ? parsed(parseDuration(from)) : undefined,
  ),
  builtin('years and months duration', ['from', 'to'], ([from, to]) =>
    hasDate(from) && hasDate(to) ? yearsMonthsBetween(from, to) : undefined,
  ),
  builtin('now', [], (_, state) => nowAt(state.runtime.nowMs, zoneOf(state))),
  builtin('today', [], (_, state) => todayAt(state.runtime.nowMs, zoneOf(state))),
  calendarFunction('day of year', dayOfYear),
  calendarFunction('day of week', dayOfWeek),
  calendarFunction('month of year', monthOfYear),
  calendarFunction('week of year', weekOfYear),
  calendarFunction('last day of month', lastDayOfMonth),
];

function calendarFunction(name: string, apply: (date: FeelDate | AnyDateTime) => FeelValue): Builtin {
  return builtin(name, ['date'], ([date]) => (hasDate(date) ? apply(date) : undefined));
}

function hasDate(value: FeelValue | undefined): value is FeelDate | AnyDateTime {
  return value instanceof FeelDate || isDateTime(value);
}

function isDateTime(value: FeelValue | undefined): value is AnyDateTime {
  return value instanceof FeelDateTime || value instanceof FeelLocalDateTime;
}

function isTime(value: FeelValue | undefined): value is AnyTime {
  return value instanceof FeelTime || value instanceof FeelLocalTime;
}

function parsed<T extends FeelValue>(result: T | UnparsableText): T | FeelError {
  return result instanceof UnparsableText ? new FeelError(result.message) : result;
}

const NANOS_DIGITS = 9;

function timeOfNumbers(
  hour: FeelNumber,
  minute: FeelNumber,
  second: FeelNumber,
  offset?: DaysTimeDuration | null,
): FeelValue {
  const fraction = subtract(second, withScale(second, 0, 'DOWN'));
  // With a null offset fractions of a second are cut.
  const nanos = offset === null ? 0 : Number(toDecimal(fraction).withScale(NANOS_DIGITS, 'DOWN').unscaled);
  const time = timeOf(toInt64(hour), toInt64(minute), toInt64(second), nanos, offset ?? undefined);
  if (time !== undefined) return time;
  const numbers = `hour=${hour}, minute=${minute}, second=${second}`;
  return new FeelError(
    offset === undefined || offset === null
      ? `Failed to parse local-time from: ${numbers}`
      : `Failed to parse time from: ${numbers}, offset=${offset.isoText()}`,
  );
}

function zoneOf(state: EvaluationState): ZoneOrOffset {
  const { zone } = state.runtime;
  const parsedZone = parseZone(zone, 'any');
  if (parsedZone !== undefined) return parsedZone;
  throw new UnexpectedFailure('java.time.DateTimeException', `Unknown time zone '${zone}'`);
}
