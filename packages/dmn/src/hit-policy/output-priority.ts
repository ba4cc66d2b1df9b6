// The order of outputs by priority, which the `outputValues` of the columns define.
//
// The reference compares positions as texts and joins those of several columns: position 10 comes before 2.
// Only to compare several outputs it needs all their values.
import { isNumber, quotedText, type FeelValue } from '@grevy/feel';
import { failure, type Failure } from '../evaluation/outcome.js';
import type { OutputColumn, RuleOutput } from './rule-output.js';

/** Sorts behind every digit: the rank of values that are not listed, as none is without `outputValues`. */
const UNLISTED = '_';

type Sorted = { readonly ok: true; readonly outputs: readonly RuleOutput[] } | Failure;

/** The outputs sorted, equal ones in the order of the rules. */
export function sortByPriority(outputs: readonly RuleOutput[], columns: readonly OutputColumn[]): Sorted {
  if (outputs.length < 2) return { ok: true, outputs };
  const ranked: { readonly output: RuleOutput; readonly rank: string }[] = [];
  for (const output of outputs) {
    let rank = '';
    for (const { name, priorities } of columns) {
      const value = output.values.get(name);
      if (value === undefined) return failure(`key not found: ${name}`);
      rank += rankOf(value, priorities);
    }
    ranked.push({ output, rank });
  }
  ranked.sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : 0));
  return { ok: true, outputs: ranked.map(({ output }) => output) };
}

function rankOf(value: FeelValue, priorities: readonly string[]): string {
  if (typeof value !== 'string' && !isNumber(value)) return UNLISTED;
  const index = priorities.lastIndexOf(typeof value === 'string' ? value : quotedText(value));
  return index < 0 ? UNLISTED : String(index);
}
