/** DeleteResource: deletes a process definition or a decision requirements graph. */
import { VALUE_TYPES } from '@grevy/protocol';
import { operationReferenceOf } from '../grpc/int64.js';
import type { UnaryRpc } from './unary-rpc.js';

export const deleteResource: UnaryRpc<'DeleteResource'> = {
  name: 'DeleteResource',
  handle: async (request, caller, { commands }) => {
    await commands.sendByKey(
      {
        valueType: 'RESOURCE_DELETION',
        intent: 'DELETE',
        keyOfRecord: 'entity',
        operationReference: operationReferenceOf(request),
        valueFor: (resourceKey) => VALUE_TYPES.RESOURCE_DELETION.value.create({ resourceKey }),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to delete resource but no resource found with key \`${key}\``,
        }),
      },
      request.resourceKey,
      caller,
    );
    return {};
  },
};
