// Finds what catches a thrown error: from an element instance outwards through its scopes, and on through the call
// activity that started the process (spec 11 §11.11).
import type { BoundaryEvent, ExecutableProcess, FlowNode, StartEvent } from '@grevy/bpmn';
import type { Key } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import { isActive, type ElementInstance } from '../state/element-instance.js';

/** An event that catches errors: at the boundary of an activity, or the start of an event sub-process. */
export type ErrorCatchEvent = BoundaryEvent | StartEvent;

export interface CaughtError {
  readonly event: ErrorCatchEvent;
  /** The instance that the event belongs to: the activity it is attached to, or the enclosing scope. */
  readonly instance: ElementInstance;
}

export interface UncaughtError {
  /** Every code that was looked at, inner scopes first. */
  readonly availableCodes: readonly string[];
}

export function findErrorCatchEvent(
  state: EngineState,
  errorCode: string,
  startKey: Key,
): CaughtError | UncaughtError {
  const availableCodes: string[] = [];
  let instance = state.elementInstances.get(startKey);
  let caller = instance?.value.parentElementInstanceKey;
  for (;;) {
    while (instance !== undefined && isActive(instance) && instance.interruptingElementId === '') {
      for (const { event, code } of errorCatchEventsOf(state.modelElement(instance.value))) {
        if (code === '' || code === errorCode) return { event, instance };
        availableCodes.push(code);
      }
      instance = state.elementInstances.get(instance.value.flowScopeKey);
    }
    const callActivity: ElementInstance | undefined =
      caller === undefined ? undefined : state.elementInstances.get(caller);
    if (callActivity === undefined || !isActive(callActivity)) return { availableCodes };
    instance = callActivity;
    caller = callActivity.value.parentElementInstanceKey;
  }
}

export function isCaught(found: CaughtError | UncaughtError): found is CaughtError {
  return 'event' in found;
}

/** Codes descending, so that a catch-all (the empty code) comes last. */
function errorCatchEventsOf(
  element: ExecutableProcess | FlowNode,
): readonly { readonly event: ErrorCatchEvent; readonly code: string }[] {
  const boundaryEvents: readonly ErrorCatchEvent[] =
    'boundaryEvents' in element ? element.boundaryEvents : [];
  const eventSubProcesses = 'eventSubProcesses' in element ? element.eventSubProcesses : [];
  const events = [
    ...boundaryEvents,
    ...eventSubProcesses.map((eventSubProcess) => eventSubProcess.startEvent),
  ];
  return events
    .flatMap((event) => (event.event.type === 'ERROR' ? [{ event, code: event.event.errorCode }] : []))
    .sort((a, b) => (a.code < b.code ? 1 : a.code > b.code ? -1 : 0));
}

/** The message of the incident of an error that nothing catches (spec 13 §3.3). */
export function uncaughtErrorMessage(
  errorCode: string,
  errorMessage: string,
  availableCodes: readonly string[],
): string {
  const withMessage = errorMessage === '' ? '' : ` with message '${errorMessage}'`;
  const available =
    availableCodes.length === 0
      ? ' No error events are available in the scope.'
      : ` Available error events are [${availableCodes.join(', ')}]`;
  return `Expected to throw an error event with the code '${errorCode}'${withMessage}, but it was not caught.${available}`;
}
