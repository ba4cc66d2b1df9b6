// Every limit of the BPMN package, with the message that is reported when it is reached.

export const BPMN_LIMITS = {
  /** Longest FEEL text that the mappings of one element may add up to: nested output targets double it per level. */
  maxMappingLength: 1_000_000,
  /** Largest number of years in a timer's period, and of the equivalent in its other parts. */
  maxTimerYears: 50_000,
  /** How far a cron timer looks ahead for its next execution. */
  maxCronYears: 100,
  /** Longest cron expression. */
  maxCronLength: 1_000,
  /** Longest static text that is taken for a number. */
  maxStaticNumberLength: 1_000,
  /** Longest path of the straight-through loop check, in elements. */
  maxPathLength: 5_000,
} as const;

export const BPMN_LIMIT_MESSAGES = {
  mappingLength: `The variable mappings of an element are longer than ${BPMN_LIMITS.maxMappingLength} characters in all.`,
  cronLength: `Cron expression is longer than ${BPMN_LIMITS.maxCronLength} characters`,
} as const;
