/** A compiled regular expression and the cache of those. */
import { MAX_CACHED_PATTERNS } from './limits.js';
import { Matcher, type Groups } from './matcher.js';
import { NO_FLAGS, type PatternFlags } from './pattern-flags.js';
import { parsePattern } from './pattern-parser.js';
import { compileProgram, type Program } from './program.js';

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
   * @throws RegexBudgetError when all searches together exceed the budget.
   */
  *matchesIn(text: string): Generator<Groups, void> {
    const matcher = new Matcher(this.program, this.text, text);
    for (let from = 0; from <= text.length;) {
      const groups = matcher.find(from);
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
  return Object.values(flags).map(Number).join('') + text;
}

function forgetOldest(): void {
  for (const key of cache.keys()) {
    cache.delete(key);
    return;
  }
}
