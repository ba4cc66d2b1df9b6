// Keys as arguments. They stay text, so none loses digits.
import { UsageFailure } from './failure.js';

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

export function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}

/** Whether the text is an integer of 64 bits. */
export function isInt64(text: string): boolean {
  if (!isInteger(text)) return false;
  const value = BigInt(text.replace(/^\+/, ''));
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/** @throws UsageFailure if the argument is no key */
export function keyArgument(argument: string): string {
  if (isInt64(argument)) return argument;
  throw new UsageFailure(`A key is a number such as 2251799813685251, but got "${argument}"`);
}
