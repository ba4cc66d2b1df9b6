// Answers clients that wait for the result of the process they created (spec 10 §3.2).
import type { ElementContext } from '../elements/element.js';
import { visibleVariables } from '../state/variable-scopes.js';

/** Called while the process completes: after ELEMENT_COMPLETING, before its variables go with ELEMENT_COMPLETED. */
export function answerAwaitedResult(context: ElementContext): void {
  const { processing, key, value } = context;
  const awaited = processing.takeAwaitedResult(key);
  if (awaited === undefined) return;
  processing.respondTo(awaited.requestId, 'PROCESS_INSTANCE_RESULT', 'COMPLETED', key, {
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionKey: value.processDefinitionKey,
    version: value.version,
    processInstanceKey: key,
    variables: visibleVariables(processing.state, key, awaited.fetchVariables),
    tenantId: value.tenantId,
  });
}
