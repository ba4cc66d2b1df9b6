// Which elements a client may activate directly: as start instruction of a new process instance, or by modifying a
// running one (check 8 of spec 10 §3.1, check 4 of spec 11 §11.16.1).
import type { FlowNode, FlowScope, SequenceFlow } from '@grevy/bpmn';
import { BPMN_ELEMENT_TYPES, type BpmnElementType } from '@grevy/protocol';

const UNSUPPORTED_TYPES: ReadonlySet<BpmnElementType> = new Set([
  'START_EVENT',
  'SEQUENCE_FLOW',
  'BOUNDARY_EVENT',
  'UNSPECIFIED',
]);

/** The other types, as rejections list them. */
export const ACTIVATABLE_TYPES = BPMN_ELEMENT_TYPES.filter((type) => !UNSUPPORTED_TYPES.has(type)).join(', ');

export function hasActivatableType(element: FlowNode | SequenceFlow): element is FlowNode {
  return !UNSUPPORTED_TYPES.has(element.elementType);
}

/** Only its event-based gateway can activate such an event. */
export function isBehindEventBasedGateway(element: FlowNode | SequenceFlow): boolean {
  return element.elementType === 'INTERMEDIATE_CATCH_EVENT' && element.isBehindEventBasedGateway;
}

/** The scopes around an element, from the process inwards. */
export function flowScopesOf(element: FlowNode | SequenceFlow): readonly FlowScope[] {
  const scopes: FlowScope[] = [];
  let scope = element.flowScope;
  for (; scope.elementType !== 'PROCESS'; scope = scope.flowScope) scopes.unshift(scope);
  return [scope, ...scopes];
}
