/** All temporal values of FEEL; `kind` tells them apart. */
import { DaysTimeDuration } from './days-time-duration.js';
import { FeelDateTime } from './feel-date-time.js';
import { FeelDate } from './feel-date.js';
import { FeelLocalDateTime } from './feel-local-date-time.js';
import { FeelLocalTime } from './feel-local-time.js';
import { FeelTime } from './feel-time.js';
import { YearsMonthsDuration } from './years-months-duration.js';

export type Temporal =
  | FeelDate
  | FeelLocalTime
  | FeelTime
  | FeelLocalDateTime
  | FeelDateTime
  | DaysTimeDuration
  | YearsMonthsDuration;

export function isTemporal(value: unknown): value is Temporal {
  return (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelLocalDateTime ||
    value instanceof FeelTime ||
    value instanceof FeelLocalTime ||
    value instanceof DaysTimeDuration ||
    value instanceof YearsMonthsDuration
  );
}

/** The text that is written into a variable (specification 14, §12): `java.time` form, times with zone in FEEL form. */
export function variableText(value: Temporal): string {
  return value.kind === 'time' ? value.feelText() : value.isoText();
}

/** How the messages `Can't add …` and `Can't subtract …` show a temporal left operand. */
export function operandText(value: Temporal): string {
  return value.kind === 'time' ? value.operandText() : value.isoText();
}
