// Numeric functions.
import { UnexpectedFailure } from '../failures.js';
import { exponential, logarithm } from '../numbers/elementary-functions.js';
import { ROUNDING_MODES, type RoundingMode } from '../numbers/rounding.js';
import {
  add,
  compareNumbers,
  fromDouble,
  isNegative,
  isZero,
  negate,
  remainder,
  toDecimal,
  toDouble,
  toInt32,
  withScale,
  type FeelNumber,
} from '../numbers/number.js';
import { DaysTimeDuration } from '../temporal/days-time-duration.js';
import { YearsMonthsDuration } from '../temporal/years-months-duration.js';
import { FeelError } from '../values/error.js';
import { isNumber, type FeelValue } from '../values/value.js';
import { builtin, type Builtin } from './builtin.js';

export const NUMERIC_FUNCTIONS: readonly Builtin[] = [
  roundToScale('decimal', 'scale', 'HALF_EVEN'),
  builtin('decimal', ['n', 'scale', 'mode'], ([value, scale, modeName]) => {
    if (!isNumber(value) || !isNumber(scale) || typeof modeName !== 'string') return undefined;
    const mode = ROUNDING_MODES.find((candidate) => candidate === modeName.toUpperCase());
    if (mode !== undefined) return round(value, scale, mode);
    const known = ROUNDING_MODES.join(', ');
    return new FeelError(`Illegal argument '${modeName}' for rounding mode. Must be one of: ${known}`);
  }),
  numberFunction('floor', 'n', (value) => withScale(value, 0, 'FLOOR')),
  roundToScale('floor', 'scala', 'FLOOR'),
  numberFunction('ceiling', 'n', (value) => withScale(value, 0, 'CEILING')),
  roundToScale('ceiling', 'scale', 'CEILING'),
  roundToScale('round up', 'scale', 'UP'),
  roundToScale('round down', 'scale', 'DOWN'),
  roundToScale('round half up', 'scale', 'HALF_UP'),
  roundToScale('round half down', 'scala', 'HALF_DOWN'),
  builtin('abs', ['number'], ([value = null]) => absolute(value)),
  builtin('abs', ['n'], ([value = null]) => absolute(value)),
  builtin('modulo', ['dividend', 'divisor'], ([dividend, divisor]) =>
    isNumber(dividend) && isNumber(divisor) ? modulo(dividend, divisor) : undefined,
  ),
  numberFunction('sqrt', 'number', (value) =>
    isNegative(value) ? null : fromDouble(Math.sqrt(toDouble(value))),
  ),
  numberFunction('log', 'number', (value) => fromDouble(logarithm(toDouble(value)))),
  numberFunction('exp', 'number', (value) => fromDouble(exponential(toDouble(value)))),
  numberFunction('odd', 'number', (value) => compareNumbers(halvingRest(value), 1) === 0),
  numberFunction('even', 'number', (value) => isZero(halvingRest(value))),
  builtin('random number', [], (_, state) => fromDouble(state.runtime.random())),
];

function numberFunction(name: string, parameter: string, apply: (value: FeelNumber) => FeelValue): Builtin {
  return builtin(name, [parameter], ([value]) => (isNumber(value) ? apply(value) : undefined));
}

function roundToScale(name: string, scaleParameter: string, mode: RoundingMode): Builtin {
  return builtin(name, ['n', scaleParameter], ([value, scale]) =>
    isNumber(value) && isNumber(scale) ? round(value, scale, mode) : undefined,
  );
}

/** Beyond this many digits more or less the reference gives up on the integer behind a number. */
const MAX_SCALE_CHANGE = 500_000_000;

function round(value: FeelNumber, scale: FeelNumber, mode: RoundingMode): FeelValue {
  const wanted = toInt32(scale);
  if (!isZero(value) && Math.abs(wanted - toDecimal(value).scale) > MAX_SCALE_CHANGE) {
    return failedRounding(mode, 'BigInteger would overflow supported range');
  }
  const rounded = withScale(value, wanted, mode);
  if (mode !== 'UNNECESSARY' || compareNumbers(rounded, value) === 0) return rounded;
  return failedRounding(mode, 'Rounding necessary');
}

function failedRounding(mode: RoundingMode, reason: string): FeelError {
  return new FeelError(`Failed to apply rounding mode '${mode}': ${reason}`);
}

function absolute(value: FeelValue): FeelValue | undefined {
  if (isNumber(value)) return isNegative(value) ? negate(value) : value;
  const isDuration = value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;
  return isDuration ? value.abs() : undefined;
}

/** Has the sign of the divisor. */
function modulo(dividend: FeelNumber, divisor: FeelNumber): FeelNumber {
  if (isZero(divisor)) throw new UnexpectedFailure('java.lang.ArithmeticException', 'Division by zero');
  return remainder(add(remainder(dividend, divisor), divisor), divisor);
}

/** 0 for even numbers, 1 for odd ones, anything else for fractions. */
function halvingRest(value: FeelNumber): FeelNumber {
  const rest = remainder(value, 2);
  return isNegative(rest) ? negate(rest) : rest;
}
