/** COMMAND_DISTRIBUTION (spec 8.7): a command is carried to other partitions. */
import { DISTRIBUTED_VALUE_TYPES } from '../enums.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { deployment } from './deployment.js';
import { messageSubscription } from './message-subscription.js';
import { resourceDeletion } from './resource-deletion.js';
import { signal } from './signal.js';

/** The order is stored: append only. */
const COMMAND_VALUES = {
  EMPTY: object(() => ({})),
  DEPLOYMENT: deployment,
  RESOURCE_DELETION: resourceDeletion,
  SIGNAL: signal,
  MESSAGE_SUBSCRIPTION: messageSubscription,
} as const;

export const commandDistribution = object((field) => ({
  /** STARTED and FINISHED: the distributing partition; else the receiving one. */
  partitionId: field.int(),
  valueType: field.enumeration(DISTRIBUTED_VALUE_TYPES, 'NULL_VAL'),
  /** Intent of the distributed command. */
  intent: field.identifier('UNKNOWN'),
  /** The distributed command in STARTED, `EMPTY_COMMAND_VALUE` in all other intents. */
  commandValue: field.variant(COMMAND_VALUES),
}));
export type CommandDistributionValue = Infer<typeof commandDistribution>;

/** The command value of every intent but STARTED: `{}` in JSON. */
export const EMPTY_COMMAND_VALUE: CommandDistributionValue['commandValue'] = { type: 'EMPTY', value: {} };

export const commandDistributionIntents = {
  STARTED: event(0),
  DISTRIBUTING: event(1),
  ACKNOWLEDGE: command(2),
  ACKNOWLEDGED: event(3),
  FINISHED: event(4),
} as const;
