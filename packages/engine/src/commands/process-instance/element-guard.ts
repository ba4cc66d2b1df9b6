// Decides whether an element command is legal in the present state (the table of spec 10 §2.4).
// Violations are normal: commands of a branch that was interrupted meanwhile are still in the queue.
import type { ExecutableElement } from '../../elements/element.js';
import type { EngineState } from '../../state/engine-state.js';
import type { ElementInstance } from '../../state/element-instance.js';
import { countTakenFlows } from '../../state/taken-sequence-flows.js';
import { keyToText, type Key, type ValueOf } from '@grevy/protocol';

type Value = ValueOf<'PROCESS_INSTANCE'>;

/** The reason why the element may not be activated now, or undefined. */
export function activationViolation(
  state: EngineState,
  value: Value,
  element: ExecutableElement,
): string | undefined {
  return flowScopeViolation(state, value) ?? missingTokens(state, value, element);
}

export function completionViolation(state: EngineState, key: Key, value: Value): string | undefined {
  const instance = state.elementInstances.get(key);
  if (instance === undefined) return noInstance(key);
  if (instance.state !== 'ELEMENT_ACTIVATED' && instance.state !== 'ELEMENT_COMPLETING') {
    return wrongState(instance, "'ELEMENT_ACTIVATED' or one of '[ELEMENT_COMPLETING]'");
  }
  return flowScopeViolation(state, value) ?? liveChildren(instance);
}

export function terminationViolation(state: EngineState, key: Key): string | undefined {
  const instance = state.elementInstances.get(key);
  if (instance === undefined) return noInstance(key);
  if (instance.state === 'ELEMENT_TERMINATING') {
    return wrongState(instance, "'ELEMENT_ACTIVATING' or one of '[ELEMENT_ACTIVATED, ELEMENT_COMPLETING]'");
  }
  return undefined;
}

function noInstance(key: Key): string {
  return `Expected element instance with key '${keyToText(key)}' to be present in state but not found.`;
}

function wrongState(instance: ElementInstance, expected: string): string {
  return `Expected element instance to be in state ${expected} but was '${instance.state}'.`;
}

function flowScopeViolation(state: EngineState, value: Value): string | undefined {
  if (value.bpmnElementType === 'PROCESS') return undefined;
  const scope = state.elementInstances.get(value.flowScopeKey);
  if (scope === undefined) {
    return `Expected flow scope instance with key '${keyToText(value.flowScopeKey)}' to be present in state but not found.`;
  }
  if (scope.state !== 'ELEMENT_ACTIVATED') {
    return `Expected flow scope instance to be in state 'ELEMENT_ACTIVATED' but was '${scope.state}'.`;
  }
  const interruptedBy = scope.interruptingElementId;
  if (interruptedBy !== '' && interruptedBy !== value.elementId) {
    return `Expected flow scope instance to be not interrupted but was interrupted by an event with id '${interruptedBy}'.`;
  }
  return undefined;
}

/**
 * A scope was asked to complete when its last path had ended, but meanwhile an event has started an event sub-process in
 * it, or a client has activated several elements at once. The end of the last one asks again. The reference completes the
 * scope and loses what is in it.
 */
function liveChildren(instance: ElementInstance): string | undefined {
  if (instance.childCount === 0) return undefined;
  return `Expected element instance to have no active children but had ${instance.childCount}.`;
}

function missingTokens(state: EngineState, value: Value, element: ExecutableElement): string | undefined {
  if (element.elementType !== 'PARALLEL_GATEWAY') return undefined;
  const flows = state.elementInstances.get(value.flowScopeKey)?.takenSequenceFlows ?? [];
  if (countTakenFlows(flows, element.id) >= element.incoming.length) return undefined;
  return `Expected to be able to activate parallel gateway '${element.id}', but not all sequence flows have been taken.`;
}
