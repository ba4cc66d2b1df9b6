// Which applier an event has, by value type, intent and record version (spec 03 §11).
//
// Invariants:
//  1. An event is written with the newest version its intent has.
//  2. An applier of a version is never changed once released: old logs must give the same state for ever.
//  3. An event of a version that is not listed cannot be replayed; it fails loudly.
import type { AnyRecord, EventIntentOf, ValueType } from '@grevy/protocol';
import { UnknownEventError } from '../kernel/errors.js';
import type { EngineState } from '../state/engine-state.js';
import { noChange, type AnyApplier, type Applier } from './applier.js';
import {
  distributing,
  distributionAcknowledged,
  distributionFinished,
  distributionStarted,
} from './command-distribution.js';
import { decisionRequirementsCreated, decisionRequirementsDeleted } from './decision-requirements.js';
import { decisionCreated, decisionDeleted } from './decision.js';
import { errorCreated } from './error.js';
import { formCreated, formDeleted } from './form.js';
import { incidentCreated, incidentMigrated, incidentResolved } from './incident.js';
import {
  jobActivatable,
  jobBatchActivated,
  jobCreated,
  jobErrorThrown,
  jobFailed,
  jobRemoved,
  jobUpdated,
} from './job.js';
import {
  messageStartEventSubscriptionCorrelated,
  messageStartEventSubscriptionCreated,
  messageStartEventSubscriptionDeleted,
} from './message-start-event-subscription.js';
import {
  messageSubscriptionCorrelated,
  messageSubscriptionCorrelating,
  messageSubscriptionCreated,
  messageSubscriptionDeleted,
  messageSubscriptionMigrated,
  messageSubscriptionRejected,
} from './message-subscription.js';
import { messageExpired, messagePublished } from './message.js';
import { triggered, triggering } from './process-event.js';
import { processInstanceCreated } from './process-instance-creation.js';
import { processInstanceModified } from './process-instance-modification.js';
import {
  elementActivated,
  elementActivating,
  elementCompleted,
  elementCompleting,
  elementMigrated,
  elementTerminated,
  elementTerminating,
  sequenceFlowTaken,
} from './process-instance.js';
import {
  processMessageSubscriptionCorrelated,
  processMessageSubscriptionCreated,
  processMessageSubscriptionCreating,
  processMessageSubscriptionDeleted,
  processMessageSubscriptionDeleting,
  processMessageSubscriptionMigrated,
} from './process-message-subscription.js';
import { processCreated, processDeleted, processDeleting } from './process.js';
import { signalSubscriptionCreated, signalSubscriptionDeleted } from './signal-subscription.js';
import { timerCreated, timerRemoved } from './timer.js';
import { resourceDeleted } from './resource-deletion.js';
import { variableSet } from './variable.js';

/** The appliers of one intent: index 0 is version 1. Undefined: a version that this engine never wrote. */
type Versions<V extends ValueType> = readonly (Applier<V> | undefined)[];

type AppliersByIntent<V extends ValueType> = { readonly [I in EventIntentOf<V>]?: Versions<V> };

const APPLIERS: { readonly [V in ValueType]?: AppliersByIntent<V> } = {
  JOB: {
    CREATED: [jobCreated],
    COMPLETED: [jobRemoved],
    TIMED_OUT: [jobActivatable],
    FAILED: [jobFailed],
    RETRIES_UPDATED: [jobUpdated],
    TIMEOUT_UPDATED: [jobUpdated],
    CANCELED: [jobRemoved],
    ERROR_THROWN: [jobErrorThrown],
    RECURRED_AFTER_BACKOFF: [jobActivatable],
    YIELDED: [jobActivatable],
    MIGRATED: [jobUpdated],
  },
  JOB_BATCH: { ACTIVATED: [jobBatchActivated] },
  DEPLOYMENT: { CREATED: [undefined, noChange] },
  COMMAND_DISTRIBUTION: {
    STARTED: [distributionStarted],
    DISTRIBUTING: [distributing],
    ACKNOWLEDGED: [distributionAcknowledged],
    FINISHED: [distributionFinished],
  },
  DECISION: { CREATED: [decisionCreated], DELETED: [decisionDeleted] },
  DECISION_REQUIREMENTS: { CREATED: [decisionRequirementsCreated], DELETED: [decisionRequirementsDeleted] },
  DECISION_EVALUATION: { EVALUATED: [noChange], FAILED: [noChange] },
  FORM: { CREATED: [formCreated], DELETED: [formDeleted] },
  RESOURCE_DELETION: { DELETING: [noChange], DELETED: [resourceDeleted] },
  PROCESS: { CREATED: [processCreated], DELETING: [processDeleting], DELETED: [processDeleted] },
  PROCESS_INSTANCE: {
    SEQUENCE_FLOW_TAKEN: [sequenceFlowTaken],
    ELEMENT_ACTIVATING: [elementActivating],
    ELEMENT_ACTIVATED: [elementActivated],
    ELEMENT_COMPLETING: [elementCompleting],
    ELEMENT_COMPLETED: [elementCompleted],
    ELEMENT_TERMINATING: [elementTerminating],
    ELEMENT_TERMINATED: [elementTerminated],
    ELEMENT_MIGRATED: [elementMigrated],
  },
  PROCESS_INSTANCE_CREATION: { CREATED: [processInstanceCreated] },
  PROCESS_INSTANCE_MIGRATION: { MIGRATED: [noChange] },
  PROCESS_INSTANCE_MODIFICATION: { MODIFIED: [processInstanceModified] },
  PROCESS_EVENT: { TRIGGERING: [triggering], TRIGGERED: [triggered] },
  MESSAGE: { PUBLISHED: [messagePublished], EXPIRED: [messageExpired] },
  MESSAGE_SUBSCRIPTION: {
    CREATED: [messageSubscriptionCreated],
    CORRELATING: [messageSubscriptionCorrelating],
    CORRELATED: [messageSubscriptionCorrelated],
    REJECTED: [messageSubscriptionRejected],
    DELETED: [messageSubscriptionDeleted],
    MIGRATED: [messageSubscriptionMigrated],
  },
  PROCESS_MESSAGE_SUBSCRIPTION: {
    CREATING: [processMessageSubscriptionCreating],
    CREATED: [processMessageSubscriptionCreated],
    CORRELATED: [processMessageSubscriptionCorrelated],
    DELETING: [processMessageSubscriptionDeleting],
    DELETED: [processMessageSubscriptionDeleted],
    MIGRATED: [processMessageSubscriptionMigrated],
  },
  MESSAGE_START_EVENT_SUBSCRIPTION: {
    CREATED: [messageStartEventSubscriptionCreated],
    CORRELATED: [messageStartEventSubscriptionCorrelated],
    DELETED: [messageStartEventSubscriptionDeleted],
  },
  TIMER: { CREATED: [timerCreated], TRIGGERED: [timerRemoved], CANCELED: [timerRemoved] },
  SIGNAL: { BROADCASTED: [noChange] },
  SIGNAL_SUBSCRIPTION: { CREATED: [signalSubscriptionCreated], DELETED: [signalSubscriptionDeleted] },
  VARIABLE: { CREATED: [variableSet], UPDATED: [variableSet], MIGRATED: [noChange] },
  VARIABLE_DOCUMENT: { UPDATED: [noChange] },
  INCIDENT: { CREATED: [incidentCreated], RESOLVED: [incidentResolved], MIGRATED: [incidentMigrated] },
  ERROR: { CREATED: [errorCreated] },
  ESCALATION: { ESCALATED: [noChange], NOT_ESCALATED: [noChange] },
};

function versionsOf(valueType: ValueType, intent: string): readonly (AnyApplier | undefined)[] | undefined {
  const byIntent: Readonly<Record<string, readonly (AnyApplier | undefined)[] | undefined>> | undefined =
    APPLIERS[valueType];
  return byIntent?.[intent];
}

/** The version with which an event of this intent is written. */
export function latestEventVersion<V extends ValueType>(valueType: V, intent: EventIntentOf<V>): number {
  return versionsOf(valueType, intent)?.length ?? 1;
}

/** Applies an event to the state. @throws UnknownEventError when no applier of its version exists. */
export function applyEvent(state: EngineState, record: AnyRecord): void {
  const applier = versionsOf(record.valueType, record.intent)?.[record.recordVersion - 1];
  if (applier === undefined) {
    throw new UnknownEventError(
      `The event ${record.valueType} ${record.intent} at position ${record.position} has version ` +
        `${record.recordVersion}, which this version of Grevy cannot apply. Start a newer version on this data.`,
    );
  }
  applier(state, record.key, record.value);
}
