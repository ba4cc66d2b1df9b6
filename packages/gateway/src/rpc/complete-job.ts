/** CompleteJob: a worker has done a job. */
import { VALUE_TYPES } from '@grevy/protocol';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const completeJob: UnaryRpc<'CompleteJob'> = {
  name: 'CompleteJob',
  handle: async (request, caller, { commands }) => {
    const variables = parseVariables(request.variables);
    await commands.sendByKey(
      {
        valueType: 'JOB',
        intent: 'COMPLETE',
        keyOfRecord: 'entity',
        valueFor: () => VALUE_TYPES.JOB.value.create({ variables }),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to complete job with key '${key}', but no such job was found`,
        }),
      },
      request.jobKey,
      caller,
    );
    return {};
  },
};
