// What an aggregator is (DMN clause 8.2.11): it makes one value of the collected outputs.
import { isNumber, quotedText, type FeelNumber, type FeelValue } from '@grevy/feel';
import { failure, success, type Outcome } from '../evaluation/outcome.js';

/** Gets at least one value. */
export type Aggregator = (values: readonly FeelValue[]) => Outcome;

/** An aggregator that combines numbers from left to right; the first value that is none is a failure. */
export function ofNumbers(combine: (left: FeelNumber, right: FeelNumber) => FeelNumber): Aggregator {
  return (values) => {
    let result: FeelNumber | null = null;
    for (const value of values) {
      if (!isNumber(value)) return failure(`expected number but found '${quotedText(value)}'`);
      result = result === null ? value : combine(result, value);
    }
    return success(result);
  };
}
