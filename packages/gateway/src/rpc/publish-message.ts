/** PublishMessage: publishes a message on the partition of its correlation key. */
import { NO_KEY, VALUE_TYPES, subscriptionPartition } from '@grevy/protocol';
import { noTopologyForMessage } from '../errors.js';
import { durationMs, int64OfKey } from '../grpc/int64.js';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const publishMessage: UnaryRpc<'PublishMessage'> = {
  name: 'PublishMessage',
  handle: async (request, caller, { commands, partitions, tenants }) => {
    const variables = parseVariables(request.variables);
    const tenantId = tenants.ofRequest('PublishMessage', request.tenantId, caller);
    const { name, correlationKey, messageId } = request;
    const table = partitions.current();
    if (table === undefined) throw noTopologyForMessage(correlationKey);
    const { key } = await commands.sendTo(
      subscriptionPartition(correlationKey, table.ids.length),
      {
        valueType: 'MESSAGE',
        intent: 'PUBLISH',
        key: NO_KEY,
        value: VALUE_TYPES.MESSAGE.value.create({
          name,
          correlationKey,
          messageId,
          timeToLive: durationMs(request.timeToLive),
          variables,
          tenantId,
        }),
      },
      caller,
    );
    return { key: int64OfKey(key), tenantId };
  },
};
