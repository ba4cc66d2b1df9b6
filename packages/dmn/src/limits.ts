// Every limit of the DMN package, with the text of the failure when it is reached. (Size and nesting of the
// file are limited by the XML reader, expressions and their work by FEEL.)

/** Longest chain of decisions, or of business knowledge models, that require each other. */
export const MAX_REQUIREMENT_DEPTH = 200;

/** Decisions and invoked business knowledge models that one evaluation may record. */
export const MAX_EVALUATED_DECISIONS = 100_000;

/** FEEL steps (loop iterations and invocations) of one evaluation when the caller names no budget. */
export const DEFAULT_MAX_STEPS = 10_000_000;

export const LIMIT_FAILURES = {
  requirementDepth: `Invalid DMN model: Requirements are nested more than ${MAX_REQUIREMENT_DEPTH} levels deep.`,
  evaluatedDecisions: `more than ${MAX_EVALUATED_DECISIONS} decisions and business knowledge models were evaluated`,
} as const;
