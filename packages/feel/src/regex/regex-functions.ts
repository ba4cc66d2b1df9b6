/**
 * What the built-ins `matches`, `replace`, `split` and `extract` do (specification 14, §11).
 *
 * All throw `PatternSyntaxError` for a pattern that is none, `RegexBudgetError` for one that takes too long, and
 * tell `spend` the steps of each search.
 */
import { flagsOfArgument } from './pattern-flags.js';
import { MAX_RESULT_LENGTH } from './limits.js';
import { Pattern, type SpendSteps } from './pattern.js';
import { RegexBudgetError } from './regex-error.js';
import { expandReplacement, parseReplacement, type Replacement } from './replacement.js';

/** Whether the pattern is found anywhere in the input. */
export function regexMatches(input: string, pattern: string, flags = '', spend?: SpendSteps): boolean {
  const first = Pattern.compile(pattern, flagsOfArgument(flags)).matchesIn(input, spend).next();
  return first.done !== true;
}

/** @throws ReplacementError if there is a match and the replacement text is not valid. */
export function regexReplace(
  input: string,
  pattern: string,
  replacement: string,
  flags = '',
  spend?: SpendSteps,
): string {
  const compiled = Pattern.compile(pattern, flagsOfArgument(flags));
  let parsed: Replacement | undefined;
  let result = '';
  let rest = 0;
  for (const groups of compiled.matchesIn(input, spend)) {
    parsed ??= parseReplacement(replacement, compiled);
    const [start = 0, end = 0] = groups;
    result += input.slice(rest, start) + expandReplacement(parsed, groups, input);
    if (result.length > MAX_RESULT_LENGTH) {
      throw new RegexBudgetError('characters of the result', MAX_RESULT_LENGTH, pattern);
    }
    rest = end;
  }
  return result + input.slice(rest);
}

/** The texts between the matches; trailing empty ones are kept, an empty match at the start does not count. */
export function regexSplit(input: string, delimiter: string, spend?: SpendSteps): string[] {
  const parts: string[] = [];
  let rest = 0;
  for (const [start = 0, end = 0] of Pattern.compile(delimiter).matchesIn(input, spend)) {
    if (end === 0) continue;
    parts.push(input.slice(rest, start));
    rest = end;
  }
  return [...parts, input.slice(rest)];
}

/** The texts of all matches. */
export function regexExtract(input: string, pattern: string, spend?: SpendSteps): string[] {
  return [...Pattern.compile(pattern).matchesIn(input, spend)].map(([start, end]) => input.slice(start, end));
}
