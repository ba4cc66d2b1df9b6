/** A compiled regular expression and the cache of those. */
import { MAX_CACHED_PATTERNS } from './limits.js';
import { Matcher, type Groups } from './matcher.js';
import { lettersOf, NO_FLAGS, type PatternFlags } from './pattern-flags.js';
import { parsePattern } from './pattern-parser.js';
import { compileProgram, type Program } from './program.js';

/** Takes the steps of a search from a budget; may throw when that is exhausted. */
export type SpendSteps = (steps: number) => void;

export class Pattern {
  private constructor(
    readonly text: string,
    private readonly program: Program,
  ) {}

  /** @throws PatternSyntaxError */
  static compile(text: string, flags: PatternFlags = NO_FLAGS): Pattern {
    const key = cacheKey(text, flags);
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    const pattern = new Pattern(text, compileProgram(parsePattern(text, flags)));
    if (cache.size >= MAX_CACHED_PATTERNS) forgetOldest();
    cache.set(key, pattern);
    return pattern;
  }

  get groupCount(): number {
    return this.program.groupCount;
  }

  groupNumber(name: string): number | undefined {
    return this.program.groupNames.get(name);
  }

  /**
   * All matches from left to right. An empty match is followed by a search one UTF-16 unit further on.
   *
   * @param spend told after each search how many steps it took, for a budget of the caller's own.
   * @throws RegexBudgetError when all searches together exceed the budget.
   */
  *matchesIn(text: string, spend?: SpendSteps): Generator<Groups, void> {
    const matcher = new Matcher(this.program, this.text, text);
    for (let from = 0; from <= text.length;) {
      const stepsBefore = matcher.steps;
      const groups = matcher.find(from);
      spend?.(matcher.steps - stepsBefore);
      if (groups === undefined) return;
      yield groups;
      const [start = 0, end = 0] = groups;
      from = end === start ? end + 1 : end;
    }
  }
}

/** Patterns in the order of their first use. */
const cache = new Map<string, Pattern>();

function cacheKey(text: string, flags: PatternFlags): string {
  return lettersOf(flags) + '/' + text;
}

function forgetOldest(): void {
  for (const key of cache.keys()) {
    cache.delete(key);
    return;
  }
}
