/** ModifyProcessInstance: activates and terminates elements of a running process instance. */
import { type Key, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { type Int64, isNegative, operationReferenceOf } from '../grpc/int64.js';
import type { ModifyProcessInstanceRequest } from '../grpc/messages.js';
import { parseVariables } from '../variables.js';
import { StandInKeys } from './stand-in-keys.js';
import type { UnaryRpc } from './unary-rpc.js';

export const modifyProcessInstance: UnaryRpc<'ModifyProcessInstance'> = {
  name: 'ModifyProcessInstance',
  handle: async (request, caller, { commands }) => {
    const keys = new StandInKeys();
    const activateInstructions = activationsOf(request, keys);
    const terminateInstructions = request.terminateInstructions.map(({ elementInstanceKey }) => ({
      elementInstanceKey: keys.keyOf(elementInstanceKey),
    }));
    const modified = commands.sendByKey(
      {
        valueType: 'PROCESS_INSTANCE_MODIFICATION',
        intent: 'MODIFY',
        keyOfRecord: 'entity',
        operationReference: operationReferenceOf(request),
        valueFor: (processInstanceKey) =>
          VALUE_TYPES.PROCESS_INSTANCE_MODIFICATION.value.create({
            processInstanceKey,
            activateInstructions,
            terminateInstructions,
          }),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to modify process instance but no process instance found with key '${key}'`,
        }),
      },
      request.processInstanceKey,
      caller,
    );
    await modified.catch((error: unknown) => {
      throw keys.named(error);
    });
    return {};
  },
};

function activationsOf({ activateInstructions }: ModifyProcessInstanceRequest, keys: StandInKeys) {
  return activateInstructions.map(({ elementId, ancestorElementInstanceKey, variableInstructions }) => ({
    elementId,
    ancestorScopeKey: ancestorOf(ancestorElementInstanceKey, keys),
    variableInstructions: variableInstructions.map(({ variables, scopeId }) => ({
      variables: parseVariables(variables),
      elementId: scopeId,
    })),
    ancestorScopeKeys: [],
  }));
}

/** Zero and negative keys leave the choice of the ancestor to the engine. */
function ancestorOf(key: Int64, keys: StandInKeys): Key {
  const chosenByEngine = isNegative(key) || (key.low === 0 && key.high === 0);
  return chosenByEngine ? NO_KEY : keys.keyOf(key);
}
