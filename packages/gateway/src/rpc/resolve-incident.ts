/** ResolveIncident: tries again what an incident stopped. */
import { VALUE_TYPES } from '@grevy/protocol';
import { operationReferenceOf } from '../grpc/int64.js';
import type { UnaryRpc } from './unary-rpc.js';

export const resolveIncident: UnaryRpc<'ResolveIncident'> = {
  name: 'ResolveIncident',
  handle: async (request, caller, { commands }) => {
    await commands.sendByKey(
      {
        valueType: 'INCIDENT',
        intent: 'RESOLVE',
        keyOfRecord: 'entity',
        operationReference: operationReferenceOf(request),
        valueFor: () => VALUE_TYPES.INCIDENT.value.create({}),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to resolve incident with key '${key}', but no such incident was found`,
        }),
      },
      request.incidentKey,
      caller,
    );
    return {};
  },
};
