// `+ - * / **` and the unary minus on any values. Operands that do not fit give null and a warning whose text
// depends on the left operand.
import type { EvaluationState } from '../evaluation.js';
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  power,
  subtract,
  toDecimal,
  toInt64,
} from '../numbers/number.js';
import type { FeelNumber } from '../numbers/number.js';
import { DaysTimeDuration } from '../temporal/days-time-duration.js';
import type { FeelDuration } from '../temporal/parse-duration.js';
import { isTemporal, operandText } from '../temporal/temporal.js';
import { addTemporal, subtractTemporal } from '../temporal/temporal-arithmetic.js';
import { YearsMonthsDuration } from '../temporal/years-months-duration.js';
import { FeelTime } from '../temporal/feel-time.js';
import { FeelLocalTime } from '../temporal/feel-local-time.js';
import { textOf } from '../values/text.js';
import { isNumber, type FeelValue } from '../values/value.js';
import { MAX_STRING_LENGTH } from '../limits.js';
import { LimitExceeded } from '../failures.js';

export type Operation = (left: FeelValue, right: FeelValue, state: EvaluationState) => FeelValue;

export const addValues: Operation = (left, right, state) => {
  if (isNumber(left)) return isNumber(right) ? add(left, right) : expected('number', right, state);
  if (typeof left === 'string') {
    return typeof right === 'string' ? concatenate(left, right) : expected('string', right, state);
  }
  if (isTemporal(left)) {
    const sum = isTemporal(right) ? addTemporal(left, right) : undefined;
    if (sum !== undefined) return sum;
    if (left instanceof FeelTime || left instanceof FeelLocalTime) {
      return expected('days-time-duration', right, state);
    }
  }
  return invalid(`Can't add '${textOf(right)}' to '${leftText(left)}'`, state);
};

export const subtractValues: Operation = (left, right, state) => {
  if (isNumber(left)) return isNumber(right) ? subtract(left, right) : expected('number', right, state);
  if (isTemporal(left)) {
    const difference = isTemporal(right) ? subtractTemporal(left, right) : undefined;
    if (difference !== undefined) return difference;
    if (isDuration(left)) return expected(durationName(left), right, state);
  }
  return invalid(`Can't subtract '${textOf(right)}' from '${leftText(left)}'`, state);
};

export const multiplyValues: Operation = (left, right, state) => {
  if (isNumber(left)) {
    if (isNumber(right)) return multiply(left, right);
    if (isDuration(right)) return right.times(toInt64(left));
  }
  if (isDuration(left)) {
    return isNumber(right) ? left.times(toInt64(right)) : expected('number', right, state);
  }
  return invalid(`Can't multiply '${textOf(left)}' by '${textOf(right)}'`, state);
};

export const divideValues: Operation = (left, right, state) => {
  if (isNumber(right) && !isZero(right)) {
    if (isNumber(left)) return divide(left, right);
    if (isDuration(left)) return divideDuration(left, right);
  }
  if (isDuration(right) && !right.isZero()) {
    const bothDaysTime = left instanceof DaysTimeDuration && right instanceof DaysTimeDuration;
    if (bothDaysTime) return fromQuotient(left.dividedBy(right));
    const bothMonths = left instanceof YearsMonthsDuration && right instanceof YearsMonthsDuration;
    return bothMonths ? fromQuotient(left.dividedBy(right)) : expected(durationName(right), left, state);
  }
  return invalid(`Can't divide '${textOf(left)}' by '${textOf(right)}'`, state);
};

export const raiseValues: Operation = (left, right, state) => {
  if (!isNumber(left)) return expected('number', left, state);
  return isNumber(right) ? power(left, right) : expected('number', right, state);
};

export function negateValue(value: FeelValue, state: EvaluationState): FeelValue {
  if (isNumber(value)) return negate(value);
  return expected('number', value, state);
}

function concatenate(left: string, right: string): string {
  if (left.length + right.length > MAX_STRING_LENGTH) {
    throw new LimitExceeded(`A text would be longer than ${MAX_STRING_LENGTH} characters`);
  }
  return left + right;
}

function divideDuration(duration: FeelDuration, divisor: FeelNumber): FeelValue {
  const { unscaled, scale } = toDecimal(divisor);
  return duration.dividedByNumber(unscaled, scale);
}

function fromQuotient(quotient: bigint): FeelValue {
  return Number(quotient);
}

function isDuration(value: FeelValue): value is FeelDuration {
  return value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;
}

function durationName(duration: FeelDuration): string {
  return duration instanceof DaysTimeDuration ? 'days-time-duration' : 'years-months-duration';
}

/** Messages about `+` and `-` show a temporal on the left in java.time form. */
function leftText(left: FeelValue): string {
  return isTemporal(left) ? operandText(left) : textOf(left);
}

function expected(type: string, found: FeelValue, state: EvaluationState): null {
  return invalid(`Expected ${type} but found '${textOf(found)}'`, state);
}

function invalid(message: string, state: EvaluationState): null {
  state.warn('INVALID_TYPE', message);
  return null;
}
