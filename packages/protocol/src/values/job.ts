/** JOB (spec 8.15): a unit of work for a job worker. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { banningCommand, command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { STORED_ONLY } from '../schema/stored-only.js';

export const job = object((field) => ({
  type: field.identifier(''),
  /** Name given by the activating worker. */
  worker: field.identifier(''),
  /** Epoch milliseconds until which the job is locked. */
  deadline: field.long(-1),
  /** Remaining retries. */
  retries: field.int(-1),
  /** Milliseconds, given with FAIL. */
  retryBackoff: field.long(0),
  /** Epoch milliseconds at which a failed job becomes activatable again. */
  recurringTime: field.long(-1),
  /**
   * Milliseconds from now until the new deadline, given with UPDATE_TIMEOUT. Not shown: the records of 8.3 have no such
   * field, and some of their readers refuse what they do not know.
   */
  timeout: field.long(-1, STORED_ONLY),
  /** Object of strings: task headers and reserved headers. */
  customHeaders: field.document(EMPTY_DOCUMENT),
  variables: field.document(EMPTY_DOCUMENT),
  errorMessage: field.string(''),
  errorCode: field.identifier(''),
  bpmnProcessId: field.identifier(''),
  processDefinitionVersion: field.int(-1),
  processDefinitionKey: field.key(NO_KEY),
  processInstanceKey: field.key(NO_KEY),
  elementId: field.identifier(''),
  elementInstanceKey: field.key(NO_KEY),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type JobValue = Infer<typeof job>;

export const jobIntents = {
  CREATED: event(0),
  COMPLETE: command(1),
  COMPLETED: event(2),
  TIME_OUT: banningCommand(3),
  TIMED_OUT: event(4),
  FAIL: command(5),
  FAILED: event(6),
  UPDATE_RETRIES: command(7),
  RETRIES_UPDATED: event(8),
  /** Legacy: not written any more. */
  CANCEL: banningCommand(9),
  CANCELED: event(10),
  THROW_ERROR: command(11),
  ERROR_THROWN: event(12),
  RECUR_AFTER_BACKOFF: banningCommand(13),
  RECURRED_AFTER_BACKOFF: event(14),
  YIELD: banningCommand(15),
  YIELDED: event(16),
  /** Of later versions (spec 03 §12). */
  UPDATE_TIMEOUT: command(17),
  TIMEOUT_UPDATED: event(18),
  MIGRATED: event(19),
} as const;
