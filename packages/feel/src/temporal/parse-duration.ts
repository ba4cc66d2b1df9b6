/**
 * Duration texts (specification 14, §11): years and months (`-?P-?nY-?nM`) or days and time
 * (`-?PnDTnHnMn.nS`, each n with its own sign, a fraction on seconds only). Weeks and mixtures do not exist.
 */
import { DaysTimeDuration, NANOS_PER_SECOND_EXACT } from './days-time-duration.js';
import { TemporalRangeError } from './temporal-range-error.js';
import { UnparsableText } from './unparsable-text.js';
import { YearsMonthsDuration } from './years-months-duration.js';

/** What is taken for years and months at all; a sign may then still stand alone. */
const YEARS_MONTHS_FORM = /^-?P-?(?:\d+Y)?-?(?:\d+M)?$/;
const YEARS_MONTHS = /^(-?)P(?:(-?\d+)Y)?(?:(-?\d+)M)?$/;
/** What is taken for days and time at all: stricter in the signs and letters, laxer in the seconds than the text itself. */
const DAYS_TIME_FORM = /^-?P-?(?:\d+D)?(?:T-?(?:\d+H)?-?(?:\d+M)?-?(?:\d+(?:.\d*)?S)?)?$/;
const DAYS_TIME =
  /^([+-]?)P(?:([+-]?\d+)D)?(T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+)(?:[.,](\d{0,9}))?S)?)?$/i;

/** Longer numbers, their sign included, are beyond 64 bits anyway. */
const MAX_INT64_LENGTH = 20;

export type FeelDuration = DaysTimeDuration | YearsMonthsDuration;

/**
 * The duration of a text that is computed, or of `@"…"`.
 *
 * @throws TemporalRangeError when years and months are more than 32-bit years.
 */
export function parseDuration(text: string): FeelDuration | UnparsableText {
  if (YEARS_MONTHS_FORM.test(text)) {
    return yearsMonthsFrom(text) ?? new UnparsableText('year-month-duration', text);
  }
  if (DAYS_TIME_FORM.test(text)) {
    return daysTimeFrom(text) ?? new UnparsableText('day-time-duration', text);
  }
  return new UnparsableText('duration', text);
}

/**
 * The duration of the constant `duration("…")`, which also takes plus signs and, for days and time, small letters.
 *
 * @throws TemporalRangeError when years and months are more than 32-bit years.
 */
export function parseDurationConstant(text: string): FeelDuration | UnparsableText {
  const strict = parseDuration(text);
  if (!(strict instanceof UnparsableText)) return strict;
  return daysTimeFrom(text) ?? strict;
}

function yearsMonthsFrom(text: string): YearsMonthsDuration | undefined {
  const match = YEARS_MONTHS.exec(text);
  if (match === null || (match[2] === undefined && match[3] === undefined)) return undefined;
  const sign = match[1] === '-' ? -1 : 1;
  const [years, months] = [match[2], match[3]].map((part) => int32From(part ?? '0', sign));
  if (years === undefined || months === undefined) return undefined;
  return YearsMonthsDuration.ofParts(years, months);
}

/** Both the number as written and its negation are to fit 32 bits. */
function int32From(digits: string, sign: number): number | undefined {
  const written = Number(digits);
  const isInt32 = (value: number): boolean => value >= -(2 ** 31) && value < 2 ** 31;
  return isInt32(written) && isInt32(written * sign) ? written * sign + 0 : undefined;
}

function daysTimeFrom(text: string): DaysTimeDuration | undefined {
  const match = DAYS_TIME.exec(text);
  if (match === null) return undefined;
  const [, sign, days, time, hours, minutes, seconds, fraction] = match;
  if ((days === undefined && time === undefined) || time?.toUpperCase() === 'T') return undefined;
  const parts = [
    inSeconds(days, 86_400n),
    inSeconds(hours, 3600n),
    inSeconds(minutes, 60n),
    inSeconds(seconds, 1n),
  ];
  let total = 0n;
  for (const part of parts) {
    if (part === undefined) return undefined;
    total += part;
    if (!isInt64(total)) return undefined;
  }
  const nanos = BigInt((fraction ?? '').padEnd(9, '0'));
  const nanoseconds = total * NANOS_PER_SECOND_EXACT + (seconds?.startsWith('-') ? -nanos : nanos);
  try {
    return DaysTimeDuration.ofNanoseconds(sign === '-' ? -nanoseconds : nanoseconds);
  } catch (error) {
    if (error instanceof TemporalRangeError) return undefined;
    throw error;
  }
}

/** The seconds of a part, or undefined if number or product are beyond 64 bits. */
function inSeconds(part: string | undefined, secondsPerUnit: bigint): bigint | undefined {
  if (part === undefined) return 0n;
  const digits = part.replace('+', '').replace(/^(-?)0+(?=\d)/, '$1');
  if (digits.length > MAX_INT64_LENGTH) return undefined;
  const count = BigInt(digits);
  return isInt64(count) && isInt64(count * secondsPerUnit) ? count * secondsPerUnit : undefined;
}

function isInt64(value: bigint): boolean {
  return value === BigInt.asIntN(64, value);
}
