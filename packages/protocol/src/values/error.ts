/** ERROR (spec 8.30): an unexpected failure, which bans a process instance. */
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const error = object((field) => ({
  exceptionMessage: field.string(),
  stacktrace: field.string(''),
  /** Position of the command that failed; -1 for an externally requested ban. */
  errorEventPosition: field.long(),
  /** Banned instance, if the failure belongs to one. */
  processInstanceKey: field.key(NO_KEY),
}));
export type ErrorValue = Infer<typeof error>;

export const errorIntents = {
  CREATED: event(0),
} as const;
