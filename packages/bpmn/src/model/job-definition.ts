// What a job-based element says about its job (spec 10 §4.1, §5.5).
import type { Expression } from './expression.js';

export interface JobDefinition {
  readonly type: Expression;
  readonly retries: Expression;
  /** Headers with key and value, in document order. Those with an empty key or value are not here. */
  readonly headers: readonly TaskHeader[];
  /** Present on user tasks only: what becomes the reserved headers. */
  readonly userTask: UserTaskDefinition | undefined;
}

export interface TaskHeader {
  readonly key: string;
  readonly value: string;
}

/** Each is undefined if absent or empty in the model. */
export interface UserTaskDefinition {
  /** STRING. */
  readonly assignee: Expression | undefined;
  /** ARRAY of STRING; a static `a,b` is here as the FEEL list `["a","b"]`. */
  readonly candidateGroups: Expression | undefined;
  readonly candidateUsers: Expression | undefined;
  /** NULL, DATE_TIME or STRING (date-time with offset). */
  readonly dueDate: Expression | undefined;
  readonly followUpDate: Expression | undefined;
  readonly form: UserTaskForm | undefined;
}

export type UserTaskForm =
  /** Goes into the header as it is. */
  | { readonly kind: 'formKey'; readonly formKey: string }
  /** Names a deployed form; the header holds the key of its latest version. */
  | { readonly kind: 'formId'; readonly formId: Expression };

/** The type of jobs of user tasks. */
export const USER_TASK_JOB_TYPE = 'io.camunda.zeebe:userTask';
/** Prefix of the header keys that only the engine may write. */
export const RESERVED_HEADER_PREFIX = 'io.camunda.zeebe:';
