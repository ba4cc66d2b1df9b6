// Every bound of the FEEL package, in one place. A limit that is reached gives a clear failure, never a crash.

/** Longest accepted expression, in UTF-16 units. */
export const MAX_EXPRESSION_LENGTH = 1_000_000;

/** Deepest accepted nesting of parentheses, lists, contexts, calls, `if`, … in an expression. */
export const MAX_NESTING_DEPTH = 200;

/** Most iterators of one `for`, `some` or `every`. */
export const MAX_ITERATORS = 100;

/** Deepest chain of function invocations during one evaluation. */
export const MAX_CALL_DEPTH = 200;

/** Deepest accepted nesting of a JSON document that becomes a value, or of a value that becomes JSON. */
export const MAX_VALUE_DEPTH = 500;

/** Steps (loop iterations and invocations) of one evaluation when the caller names no budget: a few tenths of a second. */
export const DEFAULT_MAX_STEPS = 2_000_000;

/** Largest list that one operation may build, in items. */
export const MAX_LIST_SIZE = 5_000_000;

/** Largest string that one operation may build, in UTF-16 units. */
export const MAX_STRING_LENGTH = 50_000_000;

/** Largest number of digits that one operation on decimals may build. */
export const MAX_NUMBER_DIGITS = 10_000;

/** Most digits of a number in a text: of a literal, of a variable, of `number("…")`. */
export const MAX_LITERAL_DIGITS = 1_000;

/** Characters of strings and messages whose handling takes one step of the budget. */
export const CHARACTERS_PER_STEP = 64;

/** Warnings that are kept per evaluation; further ones are dropped. */
export const MAX_WARNINGS = 10_000;

/** UTF-16 units of all kept warnings together; further ones are dropped. */
export const MAX_WARNINGS_LENGTH = 10_000_000;

/** Significant digits to which calculations are rounded (IEEE 754-2008 decimal128). */
export const DECIMAL_PRECISION = 34;
