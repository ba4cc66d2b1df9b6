/**
 * `+`, `-` on temporal values (specification 14, §10.4). Undefined: the kinds do not go together, which the caller
 * reports. Results beyond the range of a kind throw `TemporalRangeError`.
 */
import { DaysTimeDuration } from './days-time-duration.js';
import { FeelDateTime } from './feel-date-time.js';
import { FeelDate } from './feel-date.js';
import { FeelLocalDateTime } from './feel-local-date-time.js';
import { FeelLocalTime } from './feel-local-time.js';
import { FeelTime } from './feel-time.js';
import type { FeelDuration } from './parse-duration.js';
import type { Temporal } from './temporal.js';
import { YearsMonthsDuration } from './years-months-duration.js';

export function addTemporal(left: Temporal, right: Temporal): Temporal | undefined {
  if (right instanceof DaysTimeDuration) return plusDaysTime(left, right);
  if (right instanceof YearsMonthsDuration) return plusYearsMonths(left, right);
  const isDuration = left instanceof DaysTimeDuration || left instanceof YearsMonthsDuration;
  return isDuration ? durationPlusPoint(left, right) : undefined;
}

export function subtractTemporal(left: Temporal, right: Temporal): Temporal | undefined {
  if (right instanceof DaysTimeDuration) {
    return left instanceof DaysTimeDuration ? left.minus(right) : plusDaysTime(left, right.negated());
  }
  if (right instanceof YearsMonthsDuration) {
    return left instanceof YearsMonthsDuration ? left.minus(right) : plusYearsMonths(left, right.negated());
  }
  return durationBetween(left, right);
}

function plusDaysTime(left: Temporal, duration: DaysTimeDuration): Temporal | undefined {
  switch (left.kind) {
    case 'years and months duration':
      return undefined;
    case 'date':
      // The time of day that the duration leads to is dropped.
      return FeelLocalDateTime.atStartOfDay(left).plus(duration).date;
    default:
      return left.plus(duration);
  }
}

function plusYearsMonths(left: Temporal, duration: YearsMonthsDuration): Temporal | undefined {
  switch (left.kind) {
    case 'date':
    case 'local date and time':
    case 'date and time':
      return left.plusMonths(duration.totalMonths);
    case 'years and months duration':
      return left.plus(duration);
    default:
      return undefined;
  }
}

function durationPlusPoint(
  duration: FeelDuration,
  point: Exclude<Temporal, FeelDuration>,
): Temporal | undefined {
  return duration instanceof DaysTimeDuration
    ? plusDaysTime(point, duration)
    : plusYearsMonths(point, duration);
}

/** Time from `start` to `end`, which are of the same kind. Times with offset count by UTC, without going around. */
function durationBetween(end: Temporal, start: Temporal): DaysTimeDuration | undefined {
  if (end instanceof FeelDate && start instanceof FeelDate) {
    return DaysTimeDuration.ofSeconds((end.epochDay - start.epochDay) * 86_400);
  }
  if (end instanceof FeelLocalTime && start instanceof FeelLocalTime) return start.until(end);
  if (end instanceof FeelTime && start instanceof FeelTime) return start.until(end).abs();
  if (end instanceof FeelLocalDateTime && start instanceof FeelLocalDateTime) return start.until(end);
  if (end instanceof FeelDateTime && start instanceof FeelDateTime) return start.until(end);
  return undefined;
}
