// Which handler a command has, by value type and intent. A command without one is skipped without a trace
// (spec 10 §1.1).
import type { AnyRecord, CommandIntentOf, ValueType } from '@grevy/protocol';
import { acknowledge } from './command-distribution/acknowledge.js';
import { evaluateDecision } from './decision-evaluation/evaluate.js';
import { createDeployment } from './deployment/create.js';
import type { AnyCommandHandler, CommandHandler } from './handler.js';
import { resolveIncident } from './incident/resolve.js';
import { activateJobs } from './job-batch/activate.js';
import { cancelJob } from './job/cancel.js';
import { completeJob } from './job/complete.js';
import { failJob } from './job/fail.js';
import { recurJobAfterBackoff } from './job/recur-after-backoff.js';
import { throwError } from './job/throw-error.js';
import { timeOutJob } from './job/time-out.js';
import { updateJobRetries } from './job/update-retries.js';
import { updateJobTimeout } from './job/update-timeout.js';
import { yieldJob } from './job/yield.js';
import { expireMessages } from './message-batch/expire.js';
import { acknowledgeCorrelation } from './message-subscription/correlate.js';
import { createMessageSubscription } from './message-subscription/create.js';
import { deleteMessageSubscription } from './message-subscription/delete.js';
import { migrateMessageSubscription } from './message-subscription/migrate.js';
import { rejectMessageSubscription } from './message-subscription/reject.js';
import { expireMessage } from './message/expire.js';
import { publishMessage } from './message/publish.js';
import { activateBatch } from './process-instance-batch/activate.js';
import { terminateBatch } from './process-instance-batch/terminate.js';
import {
  createProcessInstance,
  createProcessInstanceWithResult,
} from './process-instance-creation/create.js';
import { migrateProcessInstance } from './process-instance-migration/migrate.js';
import { modifyProcessInstance } from './process-instance-modification/modify.js';
import { activateElement } from './process-instance/activate-element.js';
import { cancel } from './process-instance/cancel.js';
import { completeElement } from './process-instance/complete-element.js';
import { terminateElement } from './process-instance/terminate-element.js';
import { correlateMessage } from './process-message-subscription/correlate.js';
import { acknowledgeOpening } from './process-message-subscription/create.js';
import { acknowledgeClosing } from './process-message-subscription/delete.js';
import { broadcastSignal } from './signal/broadcast.js';
import { cancelTimer } from './timer/cancel.js';
import { triggerTimer } from './timer/trigger.js';
import { deleteResource } from './resource-deletion/delete.js';
import { updateVariables } from './variable-document/update.js';

type HandlersByIntent<V extends ValueType> = { readonly [I in CommandIntentOf<V>]?: CommandHandler<V> };

const HANDLERS: { readonly [V in ValueType]?: HandlersByIntent<V> } = {
  COMMAND_DISTRIBUTION: { ACKNOWLEDGE: acknowledge },
  DECISION_EVALUATION: { EVALUATE: evaluateDecision },
  DEPLOYMENT: { CREATE: createDeployment },
  INCIDENT: { RESOLVE: resolveIncident },
  JOB: {
    COMPLETE: completeJob,
    FAIL: failJob,
    THROW_ERROR: throwError,
    UPDATE_RETRIES: updateJobRetries,
    UPDATE_TIMEOUT: updateJobTimeout,
    TIME_OUT: timeOutJob,
    RECUR_AFTER_BACKOFF: recurJobAfterBackoff,
    YIELD: yieldJob,
    CANCEL: cancelJob,
  },
  JOB_BATCH: { ACTIVATE: activateJobs },
  MESSAGE: { PUBLISH: publishMessage, EXPIRE: expireMessage },
  MESSAGE_BATCH: { EXPIRE: expireMessages },
  MESSAGE_SUBSCRIPTION: {
    CREATE: createMessageSubscription,
    CORRELATE: acknowledgeCorrelation,
    REJECT: rejectMessageSubscription,
    DELETE: deleteMessageSubscription,
    MIGRATE: migrateMessageSubscription,
  },
  PROCESS_INSTANCE: {
    CANCEL: cancel,
    ACTIVATE_ELEMENT: activateElement,
    COMPLETE_ELEMENT: completeElement,
    TERMINATE_ELEMENT: terminateElement,
  },
  PROCESS_INSTANCE_BATCH: { ACTIVATE: activateBatch, TERMINATE: terminateBatch },
  PROCESS_INSTANCE_CREATION: {
    CREATE: createProcessInstance,
    CREATE_WITH_AWAITING_RESULT: createProcessInstanceWithResult,
  },
  PROCESS_MESSAGE_SUBSCRIPTION: {
    CREATE: acknowledgeOpening,
    CORRELATE: correlateMessage,
    DELETE: acknowledgeClosing,
  },
  SIGNAL: { BROADCAST: broadcastSignal },
  TIMER: { TRIGGER: triggerTimer, CANCEL: cancelTimer },
  PROCESS_INSTANCE_MIGRATION: { MIGRATE: migrateProcessInstance },
  PROCESS_INSTANCE_MODIFICATION: { MODIFY: modifyProcessInstance },
  RESOURCE_DELETION: { DELETE: deleteResource },
  VARIABLE_DOCUMENT: { UPDATE: updateVariables },
};

/** The handler of a command record, or undefined when there is none. */
export function handlerOf(command: AnyRecord): AnyCommandHandler | undefined {
  const byIntent: Readonly<Record<string, AnyCommandHandler | undefined>> | undefined =
    HANDLERS[command.valueType];
  return byIntent?.[command.intent];
}
