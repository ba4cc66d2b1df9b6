/** CancelProcessInstance: terminates a root process instance. */
import { VALUE_TYPES } from '@grevy/protocol';
import { operationReferenceOf } from '../grpc/int64.js';
import type { UnaryRpc } from './unary-rpc.js';

export const cancelProcessInstance: UnaryRpc<'CancelProcessInstance'> = {
  name: 'CancelProcessInstance',
  handle: async (request, caller, { commands }) => {
    await commands.sendByKey(
      {
        valueType: 'PROCESS_INSTANCE',
        intent: 'CANCEL',
        keyOfRecord: 'entity',
        operationReference: operationReferenceOf(request),
        // Empty, so that the cancellation of a banned instance is answered too (spec 10 §1.5.4).
        valueFor: () => VALUE_TYPES.PROCESS_INSTANCE.value.create({}),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to cancel a process instance with key '${key}', but no such process was found`,
        }),
      },
      request.processInstanceKey,
      caller,
    );
    return {};
  },
};
