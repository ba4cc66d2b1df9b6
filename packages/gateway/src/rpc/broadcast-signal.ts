/**
 * BroadcastSignal: sends a signal to everything that waits for it, on all partitions. Signals belong to the default
 * tenant in 8.3, so the tenant that newer clients may name is not looked at.
 */
import { DEFAULT_TENANT_ID, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { int64OfKey } from '../grpc/int64.js';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const broadcastSignal: UnaryRpc<'BroadcastSignal'> = {
  name: 'BroadcastSignal',
  handle: async ({ signalName, variables }, caller, { commands }) => {
    const value = VALUE_TYPES.SIGNAL.value.create({ signalName, variables: parseVariables(variables) });
    const { key } = await commands.sendTo(
      await commands.nextPartition(caller),
      { valueType: 'SIGNAL', intent: 'BROADCAST', key: NO_KEY, value },
      caller,
    );
    return { key: int64OfKey(key), tenantId: DEFAULT_TENANT_ID };
  },
};
