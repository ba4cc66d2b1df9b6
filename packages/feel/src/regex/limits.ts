/** Bounds of the regular expressions; going beyond the first three is a `PatternSyntaxError`, beyond the others a `RegexBudgetError`. */

/** Characters of a pattern. */
export const MAX_PATTERN_LENGTH = 10_000;

/** Groups and character classes within each other. */
export const MAX_PATTERN_NESTING = 200;

/** How often a counted repetition may repeat (`{n}`), as in the reference. */
export const MAX_REPETITIONS = 2 ** 31 - 1;

/** Elementary steps of one search, so that no pattern can hang its caller; about a tenth of a second. */
export const MAX_STEPS = 5_000_000;

/** Alternatives that one search may keep open at a time. */
export const MAX_OPEN_CHOICES = 1_000_000;

/** Characters of the result of a replacement. */
export const MAX_RESULT_LENGTH = 10_000_000;

/** UTF-16 units of a grapheme cluster; a longer one is taken apart. */
export const MAX_GRAPHEME_LENGTH = 256;

/** What looking for a grapheme cluster costs, in steps. */
export const GRAPHEME_STEPS = 32;

/** Combining marks after which a word boundary no longer looks for the letter that they belong to. */
export const MAX_COMBINING_MARKS = 64;

/** Compiled patterns that are kept. */
export const MAX_CACHED_PATTERNS = 256;
