/** ThrowError: a worker reports a BPMN error, which an error event may catch. */
import { VALUE_TYPES } from '@grevy/protocol';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const throwError: UnaryRpc<'ThrowError'> = {
  name: 'ThrowError',
  handle: async (request, caller, { commands }) => {
    const variables = parseVariables(request.variables);
    const { errorCode, errorMessage } = request;
    await commands.sendByKey(
      {
        valueType: 'JOB',
        intent: 'THROW_ERROR',
        keyOfRecord: 'entity',
        valueFor: () => VALUE_TYPES.JOB.value.create({ errorCode, errorMessage, variables }),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to throw an error for job with key '${key}', but no such job was found`,
        }),
      },
      request.jobKey,
      caller,
    );
    return {};
  },
};
