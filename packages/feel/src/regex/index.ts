/** Regular expressions in the dialect of `java.util.regex`, on an engine of bounded time and memory. */
export { Pattern, type SpendSteps } from './pattern.js';
export { PatternSyntaxError, RegexBudgetError, ReplacementError } from './regex-error.js';
export { regexExtract, regexMatches, regexReplace, regexSplit } from './regex-functions.js';
