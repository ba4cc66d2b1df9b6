/** FailJob: a worker could not do a job. Without retries left it becomes an incident. */
import { VALUE_TYPES } from '@grevy/protocol';
import { durationMs } from '../grpc/int64.js';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const failJob: UnaryRpc<'FailJob'> = {
  name: 'FailJob',
  handle: async (request, caller, { commands }) => {
    const variables = parseVariables(request.variables);
    const { retries, errorMessage } = request;
    const retryBackoff = durationMs(request.retryBackOff);
    await commands.sendByKey(
      {
        valueType: 'JOB',
        intent: 'FAIL',
        keyOfRecord: 'entity',
        valueFor: () => VALUE_TYPES.JOB.value.create({ retries, retryBackoff, errorMessage, variables }),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to fail job with key '${key}', but no such job was found`,
        }),
      },
      request.jobKey,
      caller,
    );
    return {};
  },
};
