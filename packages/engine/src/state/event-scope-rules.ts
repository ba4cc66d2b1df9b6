// Which events an element instance may receive (spec 11 §11.2): a pure function of its model element.
import type { CatchEvent, ExecutableProcess, FlowNode } from '@grevy/bpmn';

/** Whether the element gets an event scope when it is activated. */
export function hasEventScope(element: ExecutableProcess | FlowNode): boolean {
  switch (element.elementType) {
    case 'TASK':
    case 'MANUAL_TASK':
    case 'MULTI_INSTANCE_BODY':
      return element.boundaryEvents.length > 0;
    case 'SUB_PROCESS':
      return element.boundaryEvents.length > 0 || element.eventSubProcesses.length > 0;
    case 'PROCESS':
    case 'EVENT_SUB_PROCESS':
      return element.eventSubProcesses.length > 0;
    case 'EXCLUSIVE_GATEWAY':
    case 'INCLUSIVE_GATEWAY':
    case 'PARALLEL_GATEWAY':
      return false;
    default:
      return true;
  }
}

/** Whether a trigger of this target interrupts the event scope. */
export function isInterruptingTarget(
  element: ExecutableProcess | FlowNode,
  targetElementId: string,
): boolean {
  if (isInnerActivity(element)) return false;
  switch (element.elementType) {
    case 'START_EVENT':
    case 'INTERMEDIATE_CATCH_EVENT':
    case 'BOUNDARY_EVENT':
      return element.id === targetElementId;
    case 'EVENT_BASED_GATEWAY':
      return element.catchEvents.some((event) => event.id === targetElementId);
    case 'RECEIVE_TASK':
      if (element.id === targetElementId) return true;
      break;
    default:
  }
  const target = catchEventsOf(element).find((event) => event.id === targetElementId);
  return target !== undefined && 'interrupting' in target && target.interrupting;
}

/** Whether the target is a boundary event of the element; those are stored even after an interruption. */
export function isBoundaryTarget(element: ExecutableProcess | FlowNode, targetElementId: string): boolean {
  return 'boundaryEvents' in element && element.boundaryEvents.some((event) => event.id === targetElementId);
}

/** The events whose triggers the element's event scope stores: boundary events and event sub-process starts. */
function catchEventsOf(element: ExecutableProcess | FlowNode): readonly CatchEvent[] {
  const boundaryEvents = 'boundaryEvents' in element ? element.boundaryEvents : [];
  const eventSubProcesses = 'eventSubProcesses' in element ? element.eventSubProcesses : [];
  return [...boundaryEvents, ...eventSubProcesses.map((eventSubProcess) => eventSubProcess.startEvent)];
}

/** The boundary events of a multi-instance activity belong to its body, so nothing interrupts an inner instance. */
function isInnerActivity(element: ExecutableProcess | FlowNode): boolean {
  return element.elementType !== 'PROCESS' && element.flowScope.elementType === 'MULTI_INSTANCE_BODY';
}
