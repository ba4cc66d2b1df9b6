/** ModifyProcessInstance: activates and terminates elements of a running process instance. */
import { type Key, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { invalidArgument } from '../errors.js';
import { type Int64, int64Text, isNegative, keyOfInt64, operationReferenceOf } from '../grpc/int64.js';
import type { ModifyProcessInstanceRequest } from '../grpc/messages.js';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const modifyProcessInstance: UnaryRpc<'ModifyProcessInstance'> = {
  name: 'ModifyProcessInstance',
  handle: async (request, caller, { commands }) => {
    const activateInstructions = activationsOf(request);
    const terminateInstructions = request.terminateInstructions.map(({ elementInstanceKey }) => ({
      elementInstanceKey: keyOr(elementInstanceKey, 'a terminate instruction with an element instance'),
    }));
    await commands.sendByKey(
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
    return {};
  },
};

function activationsOf({ activateInstructions }: ModifyProcessInstanceRequest) {
  return activateInstructions.map(({ elementId, ancestorElementInstanceKey, variableInstructions }) => ({
    elementId,
    ancestorScopeKey: ancestorOf(ancestorElementInstanceKey),
    variableInstructions: variableInstructions.map(({ variables, scopeId }) => ({
      variables: parseVariables(variables),
      elementId: scopeId,
    })),
    ancestorScopeKeys: [],
  }));
}

/** Zero and negative keys leave the choice of the ancestor to the engine. */
function ancestorOf(key: Int64): Key {
  const chosenByEngine = isNegative(key) || (key.low === 0 && key.high === 0);
  return chosenByEngine ? NO_KEY : keyOr(key, 'an activate instruction with an ancestor scope');
}

/** @throws GrpcError for a key that no entity can have; the engine could not even name it. */
function keyOr(key: Int64, what: string): Key {
  const known = keyOfInt64(key);
  if (known !== undefined) return known;
  throw invalidArgument(
    `Expected to modify process instance but it contains ${what} that could not be found: '${int64Text(key)}'`,
  );
}
