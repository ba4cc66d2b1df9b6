/** The creation command of CreateProcessInstance and CreateProcessInstanceWithResult. */
import { NO_KEY, VALUE_TYPES, type ValueOf } from '@grevy/protocol';
import type { Caller } from '../caller.js';
import { rejected } from '../errors.js';
import { type Int64, int64Text, isNegative, keyOfInt64 } from '../grpc/int64.js';
import type { CreateProcessInstanceRequest } from '../grpc/messages.js';
import type { Tenants } from '../tenants.js';
import { parseVariables } from '../variables.js';

type Intent = 'CREATE' | 'CREATE_WITH_AWAITING_RESULT';

/**
 * The value of the command. Checks the tenant, then the variables.
 * @throws GrpcError if one is invalid; also NOT_FOUND for a definition key that no definition can have.
 */
export function creationOf(
  rpc: string,
  intent: Intent,
  request: CreateProcessInstanceRequest,
  fetchVariables: readonly string[],
  caller: Caller,
  tenants: Tenants,
): ValueOf<'PROCESS_INSTANCE_CREATION'> {
  const tenantId = tenants.ofRequest(rpc, request.tenantId, caller);
  const variables = parseVariables(request.variables);
  const { bpmnProcessId, version, startInstructions } = request;
  return VALUE_TYPES.PROCESS_INSTANCE_CREATION.value.create({
    bpmnProcessId,
    processDefinitionKey: definitionKey(request.processDefinitionKey, bpmnProcessId, intent),
    version,
    variables,
    startInstructions: startInstructions.map(({ elementId }) => ({ elementId })),
    tenantId,
    fetchVariables,
  });
}

/** The key counts only without a process id; a negative one then means "none given", which the engine rejects. */
function definitionKey(key: Int64, bpmnProcessId: string, intent: Intent) {
  const known = isNegative(key) ? NO_KEY : keyOfInt64(key);
  if (known !== undefined) return known;
  if (bpmnProcessId !== '') return NO_KEY;
  throw rejected({
    intent,
    rejectionType: 'NOT_FOUND',
    reason: `Expected to find process definition with key '${int64Text(key)}', but none found`,
  });
}
