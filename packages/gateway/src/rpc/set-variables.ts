/** SetVariables: writes variables into the scope of an element instance, or up from there. */
import { VALUE_TYPES } from '@grevy/protocol';
import { int64OfKey, operationReferenceOf } from '../grpc/int64.js';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const setVariables: UnaryRpc<'SetVariables'> = {
  name: 'SetVariables',
  handle: async (request, caller, { commands }) => {
    const variables = parseVariables(request.variables);
    const updateSemantics = request.local ? 'LOCAL' : 'PROPAGATE';
    const { key } = await commands.sendByKey(
      {
        valueType: 'VARIABLE_DOCUMENT',
        intent: 'UPDATE',
        keyOfRecord: 'none',
        operationReference: operationReferenceOf(request),
        valueFor: (scopeKey) =>
          VALUE_TYPES.VARIABLE_DOCUMENT.value.create({ scopeKey, updateSemantics, variables }),
        unknownKey: (elementInstanceKey) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to update variables for element with key '${elementInstanceKey}', but no such element was found`,
        }),
      },
      request.elementInstanceKey,
      caller,
    );
    return { key: int64OfKey(key) };
  },
};
