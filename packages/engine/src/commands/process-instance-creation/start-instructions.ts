// Starts a process instance at given elements instead of its start event (spec 10 §3.3, S14).
import type { ExecutableProcess, FlowNode } from '@grevy/bpmn';
import type { ValueOf } from '@grevy/protocol';
import { subscribeToEvents } from '../../behaviours/event-subscriptions.js';
import type { ElementContext, ExecutableElement } from '../../elements/element.js';
import { valueFor, writeActivated } from '../../elements/transitions.js';
import { invariant } from '../../failure.js';

/** An event subscription of a scope could not be opened; the whole creation is taken back. */
export class ScopeSubscriptionError extends Error {
  override readonly name = 'ScopeSubscriptionError';
}

/** Activates the scopes of each element from the process inwards, then asks for the element's own activation. */
export function activateStartInstructions(
  root: ElementContext<ExecutableProcess>,
  instructions: ValueOf<'PROCESS_INSTANCE_CREATION'>['startInstructions'],
): void {
  const scopes = new Map<string, ElementContext>();
  for (const { elementId } of instructions) {
    const element = root.process.elementsById.get(elementId);
    invariant(
      element !== undefined && element.elementType !== 'SEQUENCE_FLOW',
      `Expected element '${elementId}' to exist`,
    );
    const scope = activateScope(root, element.flowScope, scopes);
    const value = valueFor(scope.value, element, scope.key);
    root.processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', root.processing.newKey(), value);
  }
}

/** The scope instance that an earlier instruction has activated, or a new one. Input mappings are not applied. */
function activateScope(
  root: ElementContext<ExecutableProcess>,
  scope: ExecutableElement,
  scopes: Map<string, ElementContext>,
): ElementContext {
  const existing = scopes.get(scope.id);
  if (existing !== undefined) return existing;
  const context =
    scope.elementType === 'PROCESS' ? root : contextIn(activateScope(root, scope.flowScope, scopes), scope);
  const { processing, key, value } = context;
  processing.event('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', key, value);
  writeActivated(context);
  const failure = subscribeToEvents(context);
  if (failure !== undefined) {
    throw new ScopeSubscriptionError(
      `Expected to subscribe to catch event(s) of '${scope.id}' but ${failure.message}`,
    );
  }
  scopes.set(scope.id, context);
  return context;
}

function contextIn(parent: ElementContext, element: FlowNode): ElementContext {
  const key = parent.processing.newKey();
  return { ...parent, element, key, value: valueFor(parent.value, element, parent.key) };
}
