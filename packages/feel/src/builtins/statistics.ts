// Functions of a list of numbers: sums, means and their like. All take one list or any number of arguments.
import { UnexpectedFailure } from '../failures.js';
import {
  add,
  compareNumbers,
  divide,
  fromDouble,
  multiply,
  subtract,
  toDouble,
  type FeelNumber,
} from '../numbers/number.js';
import { FeelError } from '../values/error.js';
import { textOf } from '../values/text.js';
import { isList, isNumber, type FeelValue } from '../values/value.js';
import { variadic, type Builtin } from './builtin.js';

export const STATISTIC_FUNCTIONS: readonly Builtin[] = [
  statistic('sum', null, sum),
  statistic('product', null, (numbers) => numbers.reduce(multiply)),
  statistic('mean', null, mean),
  statistic('median', null, median),
  statistic('stddev', null, stddev),
  statistic('mode', [], mode),
];

/** The first item that is no number is named in the failure. */
function statistic(
  name: string,
  ofNothing: FeelValue,
  apply: (numbers: readonly FeelNumber[]) => FeelValue,
): Builtin {
  return variadic(name, ['list'], ([list], state) => {
    if (!isList(list)) return undefined;
    state.spend(list.length);
    if (list.length === 0) return ofNothing;
    const other = list.find((item) => !isNumber(item));
    if (other !== undefined) return new FeelError(`expected number but found '${textOf(other)}'`);
    return apply(list.filter(isNumber));
  });
}

function sum(numbers: readonly FeelNumber[]): FeelNumber {
  return numbers.reduce(add);
}

function mean(numbers: readonly FeelNumber[]): FeelNumber {
  return divide(sum(numbers), numbers.length);
}

function ascending(numbers: readonly FeelNumber[]): FeelNumber[] {
  return [...numbers].sort(compareNumbers);
}

function median(numbers: readonly FeelNumber[]): FeelValue {
  const sorted = ascending(numbers);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? null;
  const lower = sorted[middle - 1];
  if (sorted.length % 2 === 1 || lower === undefined || upper === null) return upper;
  return divide(add(lower, upper), 2);
}

/** Of a sample: divided by the number of values less one. */
function stddev(numbers: readonly FeelNumber[]): FeelNumber {
  if (numbers.length === 1)
    throw new UnexpectedFailure('java.lang.ArithmeticException', 'Division undefined');
  const average = mean(numbers);
  const squares = numbers.map((value) => {
    const distance = subtract(value, average);
    return multiply(distance, distance);
  });
  return fromDouble(Math.sqrt(toDouble(divide(sum(squares), numbers.length - 1))));
}

/** The most frequent values in ascending order. */
function mode(numbers: readonly FeelNumber[]): FeelValue {
  const groups: { readonly value: FeelNumber; count: number }[] = [];
  for (const value of ascending(numbers)) {
    const last = groups.at(-1);
    if (last !== undefined && compareNumbers(last.value, value) === 0) last.count++;
    else groups.push({ value, count: 1 });
  }
  const highest = groups.reduce((most, { count }) => Math.max(most, count), 0);
  return groups.filter(({ count }) => count === highest).map(({ value }) => value);
}
