/** CreateProcessInstance: starts a process instance on the next partition (spec 01 §3.3). */
import { NO_KEY } from '@grevy/protocol';
import { int64OfKey, operationReferenceOf } from '../grpc/int64.js';
import { creationOf } from './process-instance-creation.js';
import type { UnaryRpc } from './unary-rpc.js';

export const createProcessInstance: UnaryRpc<'CreateProcessInstance'> = {
  name: 'CreateProcessInstance',
  handle: async (request, caller, { commands, tenants }) => {
    const value = creationOf('CreateProcessInstance', 'CREATE', request, [], caller, tenants);
    const { value: created } = await commands.create(
      'PROCESS_INSTANCE_CREATION',
      {
        valueType: 'PROCESS_INSTANCE_CREATION',
        intent: 'CREATE',
        key: NO_KEY,
        value,
        operationReference: operationReferenceOf(request),
      },
      caller,
    );
    return {
      processDefinitionKey: int64OfKey(created.processDefinitionKey),
      bpmnProcessId: created.bpmnProcessId,
      version: created.version,
      processInstanceKey: int64OfKey(created.processInstanceKey),
      tenantId: created.tenantId,
    };
  },
};
