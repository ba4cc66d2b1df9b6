// String functions with regular expressions. The dialect is Java's; the engine is bounded.
import { LimitExceeded } from '../failures.js';
import {
  PatternSyntaxError,
  regexExtract,
  regexMatches,
  RegexBudgetError,
  regexReplace,
  regexSplit,
  ReplacementError,
} from '../regex/index.js';
import { FeelError } from '../values/error.js';
import type { FeelValue } from '../values/value.js';
import { builtin, type Builtin } from './builtin.js';

export const PATTERN_FUNCTIONS: readonly Builtin[] = [
  patternFunction('replace', ['input', 'pattern', 'replacement'], ([input, pattern, replacement]) =>
    regexReplace(input, pattern, replacement),
  ),
  patternFunction(
    'replace',
    ['input', 'pattern', 'replacement', 'flags'],
    ([input, pattern, replacement, flags]) => regexReplace(input, pattern, replacement, flags),
  ),
  patternFunction('matches', ['input', 'pattern'], ([input, pattern]) => regexMatches(input, pattern)),
  patternFunction('matches', ['input', 'pattern', 'flags'], ([input, pattern, flags]) =>
    regexMatches(input, pattern, flags),
  ),
  patternFunction('split', ['string', 'delimiter'], ([input, pattern]) => regexSplit(input, pattern)),
  patternFunction('extract', ['input', 'pattern'], ([input, pattern]) => regexExtract(input, pattern)),
];

type Texts = readonly [first: string, pattern: string, third: string, fourth: string];

/** All arguments must be strings. */
function patternFunction(
  name: string,
  parameters: readonly string[],
  apply: (texts: Texts) => FeelValue,
): Builtin {
  return builtin(name, parameters, (args) => {
    const texts = args.filter((argument) => typeof argument === 'string');
    if (texts.length !== parameters.length) return undefined;
    const [first = '', pattern = '', third = '', fourth = ''] = texts;
    try {
      return apply([first, pattern, third, fourth]);
    } catch (error) {
      if (error instanceof RegexBudgetError) throw new LimitExceeded(error.message);
      if (!(error instanceof PatternSyntaxError || error instanceof ReplacementError)) throw error;
      return new FeelError(`Invalid pattern ${name === 'split' ? 'for delimiter ' : ''}'${pattern}'`);
    }
  });
}
