/** UpdateJobRetries: gives a job new retries, usually before its incident is resolved. */
import { VALUE_TYPES } from '@grevy/protocol';
import { operationReferenceOf } from '../grpc/int64.js';
import type { UnaryRpc } from './unary-rpc.js';

export const updateJobRetries: UnaryRpc<'UpdateJobRetries'> = {
  name: 'UpdateJobRetries',
  handle: async (request, caller, { commands }) => {
    const { jobKey, retries } = request;
    await commands.sendByKey(
      {
        valueType: 'JOB',
        intent: 'UPDATE_RETRIES',
        keyOfRecord: 'entity',
        operationReference: operationReferenceOf(request),
        valueFor: () => VALUE_TYPES.JOB.value.create({ retries }),
        // The engine looks at the retries before it looks for the job.
        unknownKey: (key) =>
          retries < 1
            ? {
                rejectionType: 'INVALID_ARGUMENT',
                reason: `Expected to update retries for job with key '${key}' with a positive amount of retries, but the amount given was '${retries}'`,
              }
            : {
                rejectionType: 'NOT_FOUND',
                reason: `Expected to update retries for job with key '${key}', but no such job was found`,
              },
      },
      jobKey,
      caller,
    );
    return {};
  },
};
