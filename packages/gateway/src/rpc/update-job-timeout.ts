/** UpdateJobTimeout: gives a worker more, or less, time for a job that it works on. A call of later versions. */
import { VALUE_TYPES } from '@grevy/protocol';
import { durationMs, operationReferenceOf } from '../grpc/int64.js';
import type { UnaryRpc } from './unary-rpc.js';

export const updateJobTimeout: UnaryRpc<'UpdateJobTimeout'> = {
  name: 'UpdateJobTimeout',
  handle: async (request, caller, { commands }) => {
    const { jobKey, timeout } = request;
    await commands.sendByKey(
      {
        valueType: 'JOB',
        intent: 'UPDATE_TIMEOUT',
        keyOfRecord: 'entity',
        operationReference: operationReferenceOf(request),
        valueFor: () => VALUE_TYPES.JOB.value.create({ timeout: durationMs(timeout) }),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to update job deadline with key '${key}', but no such job was found`,
        }),
      },
      jobKey,
      caller,
    );
    return {};
  },
};
