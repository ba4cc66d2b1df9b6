/**
 * CreateProcessInstanceWithResult: starts a process instance and answers when it has completed (spec 01 §5). When
 * nothing comes in time the client gets DEADLINE_EXCEEDED, and the instance goes on.
 */
import { NO_KEY } from '@grevy/protocol';
import { durationMs, int64OfKey, operationReferenceOf } from '../grpc/int64.js';
import type { CreateProcessInstanceRequest } from '../grpc/messages.js';
import { MAX_TIMER_MS } from '../limits.js';
import { creationOf } from './process-instance-creation.js';
import type { UnaryRpc } from './unary-rpc.js';

const ZERO = { low: 0, high: 0 };
/** What an absent inner request means: every field has its default. */
const EMPTY_REQUEST: CreateProcessInstanceRequest = {
  processDefinitionKey: ZERO,
  bpmnProcessId: '',
  version: 0,
  variables: '',
  startInstructions: [],
  tenantId: '',
};

export const createProcessInstanceWithResult: UnaryRpc<'CreateProcessInstanceWithResult'> = {
  name: 'CreateProcessInstanceWithResult',
  handle: async (request, caller, { commands, tenants, settings }) => {
    const creation = request.request ?? EMPTY_REQUEST;
    const value = creationOf(
      'CreateProcessInstanceWithResult',
      'CREATE_WITH_AWAITING_RESULT',
      creation,
      request.fetchVariables,
      caller,
      tenants,
    );
    const requestedMs = durationMs(request.requestTimeout);
    const { value: result } = await commands.create(
      'PROCESS_INSTANCE_RESULT',
      {
        valueType: 'PROCESS_INSTANCE_CREATION',
        intent: 'CREATE_WITH_AWAITING_RESULT',
        key: NO_KEY,
        value,
        operationReference: operationReferenceOf(creation),
      },
      caller,
      requestedMs > 0 ? Math.min(requestedMs, MAX_TIMER_MS) : settings.requestTimeoutMs,
    );
    return {
      processDefinitionKey: int64OfKey(result.processDefinitionKey),
      bpmnProcessId: result.bpmnProcessId,
      version: result.version,
      processInstanceKey: int64OfKey(result.processInstanceKey),
      variables: result.variables,
      tenantId: result.tenantId,
    };
  },
};
