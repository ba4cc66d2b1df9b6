/**
 * All value types: what a record is about (spec 03 §4 and 5).
 *
 * The id is stored and part of the protocol. Each value type has its own file in `values/`: fields and intents.
 */
import type { CommandIntent, EventIntent, IntentMap } from './schema/intents.js';
import type { AnyObjectSchema, Infer, InferInput } from './schema/description.js';
import { checkpoint, checkpointIntents } from './values/checkpoint.js';
import { commandDistribution, commandDistributionIntents } from './values/command-distribution.js';
import { decision, decisionIntents } from './values/decision.js';
import { decisionEvaluation, decisionEvaluationIntents } from './values/decision-evaluation.js';
import { decisionRequirements, decisionRequirementsIntents } from './values/decision-requirements.js';
import { deployment, deploymentIntents } from './values/deployment.js';
import { deploymentDistribution, deploymentDistributionIntents } from './values/deployment-distribution.js';
import { error, errorIntents } from './values/error.js';
import { escalation, escalationIntents } from './values/escalation.js';
import { form, formIntents } from './values/form.js';
import { incident, incidentIntents } from './values/incident.js';
import { job, jobIntents } from './values/job.js';
import { jobBatch, jobBatchIntents } from './values/job-batch.js';
import { message, messageIntents } from './values/message.js';
import { messageBatch, messageBatchIntents } from './values/message-batch.js';
import {
  messageStartEventSubscription,
  messageStartEventSubscriptionIntents,
} from './values/message-start-event-subscription.js';
import { messageSubscription, messageSubscriptionIntents } from './values/message-subscription.js';
import { process, processIntents } from './values/process.js';
import { processEvent, processEventIntents } from './values/process-event.js';
import { processInstance, processInstanceIntents } from './values/process-instance.js';
import { processInstanceBatch, processInstanceBatchIntents } from './values/process-instance-batch.js';
import {
  processInstanceCreation,
  processInstanceCreationIntents,
} from './values/process-instance-creation.js';
import {
  processInstanceMigration,
  processInstanceMigrationIntents,
} from './values/process-instance-migration.js';
import {
  processInstanceModification,
  processInstanceModificationIntents,
} from './values/process-instance-modification.js';
import { processInstanceResult, processInstanceResultIntents } from './values/process-instance-result.js';
import {
  processMessageSubscription,
  processMessageSubscriptionIntents,
} from './values/process-message-subscription.js';
import { resourceDeletion, resourceDeletionIntents } from './values/resource-deletion.js';
import { signal, signalIntents } from './values/signal.js';
import { signalSubscription, signalSubscriptionIntents } from './values/signal-subscription.js';
import { timer, timerIntents } from './values/timer.js';
import { variable, variableIntents } from './values/variable.js';
import { variableDocument, variableDocumentIntents } from './values/variable-document.js';

/** Description of a value type. */
export interface ValueTypeDescription {
  readonly id: number;
  readonly value: AnyObjectSchema;
  readonly intents: IntentMap;
}

export const VALUE_TYPES = {
  JOB: { id: 0, value: job, intents: jobIntents },
  DEPLOYMENT: { id: 4, value: deployment, intents: deploymentIntents },
  PROCESS_INSTANCE: { id: 5, value: processInstance, intents: processInstanceIntents },
  INCIDENT: { id: 6, value: incident, intents: incidentIntents },
  MESSAGE: { id: 10, value: message, intents: messageIntents },
  MESSAGE_SUBSCRIPTION: { id: 11, value: messageSubscription, intents: messageSubscriptionIntents },
  PROCESS_MESSAGE_SUBSCRIPTION: {
    id: 12,
    value: processMessageSubscription,
    intents: processMessageSubscriptionIntents,
  },
  JOB_BATCH: { id: 14, value: jobBatch, intents: jobBatchIntents },
  TIMER: { id: 15, value: timer, intents: timerIntents },
  MESSAGE_START_EVENT_SUBSCRIPTION: {
    id: 16,
    value: messageStartEventSubscription,
    intents: messageStartEventSubscriptionIntents,
  },
  VARIABLE: { id: 17, value: variable, intents: variableIntents },
  VARIABLE_DOCUMENT: { id: 18, value: variableDocument, intents: variableDocumentIntents },
  PROCESS_INSTANCE_CREATION: {
    id: 19,
    value: processInstanceCreation,
    intents: processInstanceCreationIntents,
  },
  ERROR: { id: 20, value: error, intents: errorIntents },
  PROCESS_INSTANCE_RESULT: { id: 21, value: processInstanceResult, intents: processInstanceResultIntents },
  PROCESS: { id: 22, value: process, intents: processIntents },
  DEPLOYMENT_DISTRIBUTION: { id: 23, value: deploymentDistribution, intents: deploymentDistributionIntents },
  PROCESS_EVENT: { id: 24, value: processEvent, intents: processEventIntents },
  DECISION: { id: 25, value: decision, intents: decisionIntents },
  DECISION_REQUIREMENTS: { id: 26, value: decisionRequirements, intents: decisionRequirementsIntents },
  DECISION_EVALUATION: { id: 27, value: decisionEvaluation, intents: decisionEvaluationIntents },
  PROCESS_INSTANCE_MODIFICATION: {
    id: 28,
    value: processInstanceModification,
    intents: processInstanceModificationIntents,
  },
  ESCALATION: { id: 29, value: escalation, intents: escalationIntents },
  SIGNAL_SUBSCRIPTION: { id: 30, value: signalSubscription, intents: signalSubscriptionIntents },
  SIGNAL: { id: 31, value: signal, intents: signalIntents },
  RESOURCE_DELETION: { id: 32, value: resourceDeletion, intents: resourceDeletionIntents },
  COMMAND_DISTRIBUTION: { id: 33, value: commandDistribution, intents: commandDistributionIntents },
  PROCESS_INSTANCE_BATCH: { id: 34, value: processInstanceBatch, intents: processInstanceBatchIntents },
  MESSAGE_BATCH: { id: 35, value: messageBatch, intents: messageBatchIntents },
  FORM: { id: 36, value: form, intents: formIntents },
  /** Of later versions (spec 03 §12). */
  PROCESS_INSTANCE_MIGRATION: {
    id: 38,
    value: processInstanceMigration,
    intents: processInstanceMigrationIntents,
  },
  CHECKPOINT: { id: 254, value: checkpoint, intents: checkpointIntents },
} as const satisfies Readonly<Record<string, ValueTypeDescription>>;

/** Name of a value type. `PROCESS_INSTANCE_RESULT` occurs in responses only. */
export type ValueType = keyof typeof VALUE_TYPES;

/** The value that a record of this value type carries. */
export type ValueOf<V extends ValueType> = Infer<(typeof VALUE_TYPES)[V]['value']>;

/** What `create` of this value type's schema takes. */
export type InputOf<V extends ValueType> = InferInput<(typeof VALUE_TYPES)[V]['value']>;

type IntentsOf<V extends ValueType> = (typeof VALUE_TYPES)[V]['intents'];

/** Names of the intents of a value type. */
export type IntentOf<V extends ValueType> = { [W in V]: keyof IntentsOf<W> & string }[V];

type IntentOfKind<V extends ValueType, Kind> = {
  [W in V]: {
    [I in keyof IntentsOf<W> & string]: IntentsOf<W>[I] extends Kind ? I : never;
  }[keyof IntentsOf<W> & string];
}[V];

/** Names of the intents of a value type that are commands. */
export type CommandIntentOf<V extends ValueType> = IntentOfKind<V, CommandIntent>;

/** Names of the intents of a value type that are events. */
export type EventIntentOf<V extends ValueType> = IntentOfKind<V, EventIntent>;

/** The same table for generic code, where the types of the fields do not matter. */
const DESCRIPTIONS: Readonly<Record<ValueType, ValueTypeDescription>> = VALUE_TYPES;

/** The description of a value type for generic code. Where the value type is known, `VALUE_TYPES.JOB` is typed. */
export function valueTypeDescription(valueType: ValueType): ValueTypeDescription {
  return DESCRIPTIONS[valueType];
}

/**
 * The description of an intent.
 * @throws RangeError if the value type has no such intent.
 */
export function intentDescription<V extends ValueType>(
  valueType: V,
  intent: IntentOf<V>,
): CommandIntent | EventIntent {
  const description = DESCRIPTIONS[valueType].intents[intent];
  if (description === undefined) throw new RangeError(`${valueType} has no intent ${intent}`);
  return description;
}

const NAMES = Object.keys(VALUE_TYPES) as readonly ValueType[];
const BY_ID = new Map<number, ValueType>(NAMES.map((name) => [VALUE_TYPES[name].id, name]));
const INTENTS_BY_NUMBER = new Map<ValueType, readonly (string | undefined)[]>(
  NAMES.map((name) => [name, byNumber(name)]),
);

function byNumber(valueType: ValueType): readonly (string | undefined)[] {
  const names: string[] = [];
  for (const [name, { number }] of Object.entries(VALUE_TYPES[valueType].intents)) names[number] = name;
  return names;
}

/** All value types. */
export const VALUE_TYPE_NAMES = NAMES;

/** The value type with this id. */
export function valueTypeById(id: number): ValueType | undefined {
  return BY_ID.get(id);
}

/** The intent of a value type with this number. */
export function intentByNumber<V extends ValueType>(valueType: V, number: number): IntentOf<V> | undefined {
  return INTENTS_BY_NUMBER.get(valueType)?.[number] as IntentOf<V> | undefined;
}
