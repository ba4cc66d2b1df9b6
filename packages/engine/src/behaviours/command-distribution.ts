// Distributes a command to other partitions, and recognises one that another partition has distributed
// (spec 12 §12.12, spec 14 §4).
import {
  DEFAULT_TENANT_ID,
  DISTRIBUTED_VALUE_TYPES,
  EMPTY_COMMAND_VALUE,
  NO_KEY,
  partitionOfKey,
  type AnyRecord,
  type CommandRequest,
  type DistributedValueType,
  type Key,
  type ValueOf,
} from '@grevy/protocol';
import type { Processing } from '../kernel/processing.js';
import type { PendingDistribution } from '../state/pending-distribution.js';

const DISTRIBUTABLE: ReadonlySet<string> = new Set(DISTRIBUTED_VALUE_TYPES);

type Distribution = ValueOf<'COMMAND_DISTRIBUTION'>;

/** A command that can be distributed, with its whole value. */
export type DistributedCommand = Pick<Distribution, 'valueType' | 'intent'> & {
  readonly commandValue: NonNullable<Distribution['commandValue']>;
};

/** Whether another partition has distributed this command to us: its key is a key of that partition. */
export function isDistributed(processing: Processing, command: AnyRecord): boolean {
  return command.key !== NO_KEY && partitionOfKey(command.key) !== processing.environment.partitionId;
}

/**
 * STARTED, and DISTRIBUTING for each of the partitions; the commands leave after the commit.
 * @param targets ascending; by default all other partitions
 */
export function distribute(
  processing: Processing,
  key: Key,
  command: DistributedCommand,
  targets: readonly number[] = otherPartitions(processing),
): void {
  if (targets.length === 0) return;
  const { partitionId } = processing.environment;
  processing.event('COMMAND_DISTRIBUTION', 'STARTED', key, { ...command, partitionId });
  for (const target of targets) {
    const { valueType, intent } = command;
    processing.event('COMMAND_DISTRIBUTION', 'DISTRIBUTING', key, {
      partitionId: target,
      valueType,
      intent,
      commandValue: EMPTY_COMMAND_VALUE,
    });
    processing.afterCommit({ kind: 'send-command', command: distributedRequest(key, command, target) });
  }
}

function otherPartitions({ environment: { partitionId, partitionCount } }: Processing): readonly number[] {
  const all = Array.from({ length: partitionCount }, (_, index) => index + 1);
  return all.filter((other) => other !== partitionId);
}

function isDistributable(valueType: string): valueType is DistributedValueType {
  return DISTRIBUTABLE.has(valueType);
}

/** Tells the distributing partition, after the commit, that its command has been carried out here. */
export function acknowledgeDistribution(processing: Processing, command: AnyRecord): void {
  const { key, valueType, intent } = command;
  if (!isDistributable(valueType)) return;
  processing.afterCommit({
    kind: 'send-command',
    command: {
      partitionId: partitionOfKey(key),
      valueType: 'COMMAND_DISTRIBUTION',
      intent: 'ACKNOWLEDGE',
      key,
      value: {
        partitionId: processing.environment.partitionId,
        valueType,
        intent,
        commandValue: EMPTY_COMMAND_VALUE,
      },
      authorizedTenants: [DEFAULT_TENANT_ID],
    } satisfies CommandRequest<'COMMAND_DISTRIBUTION'> as CommandRequest,
  });
}

/** The command as it is sent to one partition; also when it is sent again. */
export function distributedRequest(
  key: Key,
  { valueType, intent, commandValue }: DistributedCommand | PendingDistribution['started'],
  partitionId: number,
): CommandRequest {
  const value = commandValue?.value;
  return {
    partitionId,
    valueType,
    intent,
    key,
    value,
    authorizedTenants: [DEFAULT_TENANT_ID],
  } as CommandRequest;
}
