/**
 * BroadcastSignal: sends a signal to everything that waits for it, on all partitions. Clients of 8.3 name no tenant and
 * mean the default one; the tenant that later clients may name is checked (spec 01 §1.4).
 */
import { DEFAULT_TENANT_ID, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { int64OfKey } from '../grpc/int64.js';
import { parseVariables } from '../variables.js';
import type { UnaryRpc } from './unary-rpc.js';

export const broadcastSignal: UnaryRpc<'BroadcastSignal'> = {
  name: 'BroadcastSignal',
  handle: async ({ signalName, variables, tenantId }, caller, { commands, tenants }) => {
    const document = parseVariables(variables);
    const value = VALUE_TYPES.SIGNAL.value.create({
      signalName,
      variables: document,
      tenantId: tenantId === '' ? DEFAULT_TENANT_ID : tenants.ofRequest('BroadcastSignal', tenantId, caller),
    });
    const { key } = await commands.sendTo(
      await commands.nextPartition(caller),
      { valueType: 'SIGNAL', intent: 'BROADCAST', key: NO_KEY, value },
      caller,
    );
    return { key: int64OfKey(key), tenantId: value.tenantId };
  },
};
