/**
 * Equality and order of temporal values (specification 14, §10.4). Values of different kinds, also a local and a
 * zoned one, do not compare: undefined.
 */
import { DaysTimeDuration } from './days-time-duration.js';
import { FeelDateTime } from './feel-date-time.js';
import { FeelDate } from './feel-date.js';
import { FeelLocalDateTime } from './feel-local-date-time.js';
import { FeelLocalTime } from './feel-local-time.js';
import { FeelTime } from './feel-time.js';
import type { Temporal } from './temporal.js';
import { YearsMonthsDuration } from './years-months-duration.js';

/** Zoned values are equal if local value, offset and zone are: stricter than `compareTemporals(…) === 0`. */
export function temporalsEqual(left: Temporal, right: Temporal): boolean | undefined {
  if (left instanceof FeelDate && right instanceof FeelDate) return left.equals(right);
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) return left.equals(right);
  if (left instanceof FeelLocalDateTime && right instanceof FeelLocalDateTime) return left.equals(right);
  if (left instanceof FeelTime && right instanceof FeelTime) return left.equals(right);
  if (left instanceof FeelLocalTime && right instanceof FeelLocalTime) return left.equals(right);
  if (left instanceof DaysTimeDuration && right instanceof DaysTimeDuration) return left.equals(right);
  if (left instanceof YearsMonthsDuration && right instanceof YearsMonthsDuration) return left.equals(right);
  return undefined;
}

/**
 * Negative, 0 or positive. For times with offset 0 means the same moment, whatever their zones: they are then
 * neither `<` nor `=`, while `<=` and `>=` hold.
 */
export function compareTemporals(left: Temporal, right: Temporal): number | undefined {
  if (left instanceof FeelDate && right instanceof FeelDate) return left.compareTo(right);
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) return left.compareTo(right);
  if (left instanceof FeelLocalDateTime && right instanceof FeelLocalDateTime) return left.compareTo(right);
  if (left instanceof FeelTime && right instanceof FeelTime) return left.compareTo(right);
  if (left instanceof FeelLocalTime && right instanceof FeelLocalTime) return left.compareTo(right);
  if (left instanceof DaysTimeDuration && right instanceof DaysTimeDuration) return left.compareTo(right);
  if (left instanceof YearsMonthsDuration && right instanceof YearsMonthsDuration) {
    return left.compareTo(right);
  }
  return undefined;
}
