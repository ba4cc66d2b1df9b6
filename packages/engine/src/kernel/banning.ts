// Commands of banned process instances are dropped without a trace (spec 10 §1.5.4).
import type { AnyRecord, Key } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';

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
    case 'PROCESS_INSTANCE_MODIFICATION':
    case 'TIMER':
      return command.value.processInstanceKey;
    default:
      return undefined;
  }
}
