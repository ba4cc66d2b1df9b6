// Finds what catches a thrown error or escalation: from an element instance outwards through its scopes, and on through
// the call activity that started the process (spec 11 §11.11, §11.12). Catch events of one scope are tried by code,
// descending, so that a catch-all (the empty code) comes last; of equal codes that of an event sub-process comes before
// that of a boundary event (the order of spec 11 §11.3.1).
import type { BoundaryEvent, ExecutableProcess, FlowNode, StartEvent } from '@grevy/bpmn';
import type { Key } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';
import { isActive, type ElementInstance } from '../state/element-instance.js';

/** An event at the boundary of an activity, or the start of an event sub-process. */
export type CodedCatchEvent = BoundaryEvent | StartEvent;

export interface Caught {
  readonly event: CodedCatchEvent;
  /** The instance that the event belongs to: the activity it is attached to, or the enclosing scope. */
  readonly instance: ElementInstance;
}

export interface UncaughtError {
  /** Every code that was looked at, inner scopes first. */
  readonly availableCodes: readonly string[];
}

export function isCaught(found: Caught | UncaughtError): found is Caught {
  return 'event' in found;
}

/** What catches an error; scopes that are inactive or interrupted catch none. */
export function findErrorCatchEvent(
  state: EngineState,
  errorCode: string,
  startKey: Key,
): Caught | UncaughtError {
  const availableCodes: string[] = [];
  for (const instance of scopesOutwards(state, startKey)) {
    if (!isOpen(instance)) continue;
    for (const { event, code } of codedCatchEventsOf(state.modelElement(instance.value), 'ERROR')) {
      if (code === '' || code === errorCode) return { event, instance };
      availableCodes.push(code);
    }
  }
  return { availableCodes };
}

/** What catches an escalation; unlike an error it also meets the catch events of the first interrupted scope. */
export function findEscalationCatchEvent(
  state: EngineState,
  escalationCode: string,
  startKey: Key,
): Caught | undefined {
  for (const instance of scopesOutwards(state, startKey)) {
    for (const { event, code } of codedCatchEventsOf(state.modelElement(instance.value), 'ESCALATION')) {
      if (code === '' || code === escalationCode) return { event, instance };
    }
  }
  return undefined;
}

/**
 * The instance and its flow scopes up to and including the first that is inactive or interrupted, then the same from
 * the call activity that started the process, while that one is active.
 */
function* scopesOutwards(state: EngineState, startKey: Key): Generator<ElementInstance, void, undefined> {
  let instance = state.elementInstances.get(startKey);
  while (instance !== undefined) {
    const callActivityKey = instance.value.parentElementInstanceKey;
    let scope: ElementInstance | undefined = instance;
    while (scope !== undefined) {
      yield scope;
      scope = isOpen(scope) ? state.elementInstances.get(scope.value.flowScopeKey) : undefined;
    }
    const callActivity = state.elementInstances.get(callActivityKey);
    instance = callActivity !== undefined && isActive(callActivity) ? callActivity : undefined;
  }
}

function isOpen(scope: ElementInstance): boolean {
  return isActive(scope) && scope.interruptingElementId === '';
}

function codedCatchEventsOf(
  element: ExecutableProcess | FlowNode,
  kind: 'ERROR' | 'ESCALATION',
): readonly { readonly event: CodedCatchEvent; readonly code: string }[] {
  const boundaryEvents = 'boundaryEvents' in element ? element.boundaryEvents : [];
  const eventSubProcesses = 'eventSubProcesses' in element ? element.eventSubProcesses : [];
  const starts = eventSubProcesses.map((eventSubProcess) => eventSubProcess.startEvent);
  return [...starts, ...boundaryEvents]
    .flatMap((event) => {
      const code = event.event.type === kind ? codeOf(event) : undefined;
      return code === undefined ? [] : [{ event, code }];
    })
    .sort((a, b) => (a.code < b.code ? 1 : a.code > b.code ? -1 : 0));
}

function codeOf({ event }: CodedCatchEvent): string | undefined {
  switch (event.type) {
    case 'ERROR':
      return event.errorCode;
    case 'ESCALATION':
      return event.escalationCode;
    default:
      return undefined;
  }
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
