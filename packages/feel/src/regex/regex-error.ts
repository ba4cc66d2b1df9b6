/** What can go wrong with a regular expression: its text, its replacement text, or the time it takes. */

/** The pattern is no regular expression of the dialect, or uses a part of it that is not supported. */
export class PatternSyntaxError extends Error {
  override readonly name = 'PatternSyntaxError';

  constructor(
    readonly description: string,
    readonly pattern: string,
    /** Position in the pattern, in UTF-16 units. */
    readonly index: number,
  ) {
    super(`${description} near index ${String(index)} of pattern '${pattern}'`);
  }
}

/** The replacement text names a group that does not exist, or ends within a reference or an escape. */
export class ReplacementError extends Error {
  override readonly name = 'ReplacementError';
}

/** The search took more steps or more memory than it may. */
export class RegexBudgetError extends Error {
  override readonly name = 'RegexBudgetError';

  constructor(what: string, limit: number, pattern: string) {
    super(`The regular expression '${pattern}' exceeds the limit of ${String(limit)} ${what}. Simplify it.`);
  }
}
