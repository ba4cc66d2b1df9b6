// Commands of banned process instances are dropped without a trace (spec 10 §1.5.4).
import { DEFAULT_TENANT_ID, type AnyRecord, type Key, type RecordOf } from '@grevy/protocol';
import { latestEventVersion } from '../events/appliers.js';
import type { EngineState } from '../state/engine-state.js';
import type { EngineEnvironment } from './environment.js';

/** Whether the command belongs to a banned process instance. Client commands sent by key alone are not recognised. */
export function isBanned(state: EngineState, command: AnyRecord): boolean {
  if (state.bannedInstances.size === 0) return false;
  const processInstanceKey = processInstanceOf(command);
  return processInstanceKey !== undefined && state.bannedInstances.has(processInstanceKey);
}

/** The process instance of a command whose value type is subject to banning. */
function processInstanceOf(command: AnyRecord): Key | undefined {
  switch (command.valueType) {
    case 'INCIDENT':
    case 'JOB':
    case 'MESSAGE_SUBSCRIPTION':
    case 'PROCESS_MESSAGE_SUBSCRIPTION':
    case 'PROCESS_INSTANCE':
    case 'PROCESS_INSTANCE_BATCH':
    case 'PROCESS_INSTANCE_MIGRATION':
    case 'PROCESS_INSTANCE_MODIFICATION':
    case 'TIMER':
      return command.value.processInstanceKey;
    default:
      return undefined;
  }
}

/** The event with which an operator bans a process instance; no command is behind it (spec 15 §11). */
export function bannedFromOutside(
  { brokerVersion, partitionId }: EngineEnvironment,
  processInstanceKey: Key,
  position: number,
  timestamp: number,
): RecordOf<'ERROR'> {
  return {
    position,
    sourceRecordPosition: -1,
    key: processInstanceKey,
    timestamp,
    recordType: 'EVENT',
    valueType: 'ERROR',
    intent: 'CREATED',
    rejectionType: 'NULL_VAL',
    rejectionReason: '',
    brokerVersion,
    partitionId,
    authorizedTenants: [DEFAULT_TENANT_ID],
    recordVersion: latestEventVersion('ERROR', 'CREATED'),
    processedInBatch: false,
    operationReference: undefined,
    value: {
      exceptionMessage: 'Instance was banned from outside.',
      stacktrace: '',
      errorEventPosition: -1,
      processInstanceKey,
    },
  };
}
