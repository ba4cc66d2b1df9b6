// Activates an element at the wish of a client, together with the scopes around it that have no instance yet: start
// instructions (spec 10 §3.3) and process instance modification (spec 11 §11.16.2).
import type { ExecutableProcess, FlowNode, FlowScope } from '@grevy/bpmn';
import { NO_KEY, type JsonDocument, type Key } from '@grevy/protocol';
import type { ElementContext, ProcessInstanceValue } from '../elements/element.js';
import { contextOfInstance, valueFor, writeActivated } from '../elements/transitions.js';
import type { EngineState } from '../state/engine-state.js';
import type { ElementInstance } from '../state/element-instance.js';
import { flowScopesOf } from './activatable-elements.js';
import { subscribeToEvents } from './event-subscriptions.js';
import { mergeLocal } from './variables.js';

/** An event subscription of a new scope could not be opened; the whole command is taken back. */
export class ScopeSubscriptionError extends Error {
  override readonly name = 'ScopeSubscriptionError';
}

/** A scope has several instances, and no ancestor tells which one is meant; the whole command is taken back. */
export class AmbiguousScopeError extends Error {
  override readonly name = 'AmbiguousScopeError';

  constructor(readonly scopeId: string) {
    super(`Flow scope '${scopeId}' has more than one active instance`);
  }
}

/** A multi-instance activity would have to be created as a scope; the whole command is taken back. */
export class MultiInstanceScopeError extends Error {
  override readonly name = 'MultiInstanceScopeError';

  constructor(readonly elementId: string) {
    super(`Multi-instance element '${elementId}' cannot be activated as a flow scope`);
  }
}

export interface ElementActivation {
  readonly element: FlowNode;
  /** The instance inside of which the element is to be activated; NO_KEY when the client has chosen none. */
  readonly ancestorKey: Key;
  /** Local variables for the element and for scopes around it, by element id. */
  readonly variables: ReadonlyMap<string, readonly JsonDocument[]>;
}

/**
 * Enters the scopes of the element from the process inwards, then asks for the element's own activation.
 * Input mappings of the scopes are not applied, and their start events are left out.
 *
 * @param root the process instance; it is created like the other scopes if it does not exist
 * @returns the keys of all scopes around the element, from the process inwards
 */
export function activateInScopes(
  root: ElementContext<ExecutableProcess>,
  activation: ElementActivation,
): readonly Key[] {
  const { element } = activation;
  const { processing } = root;
  let scope: ElementContext | undefined;
  const scopeKeys: Key[] = [];
  for (const flowScope of flowScopesOf(element)) {
    scope = enterScope(root, scope, flowScope, activation);
    scopeKeys.push(scope.key);
  }
  const key = processing.newKey();
  const value = valueInScope(scope ?? root, element);
  processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', key, value);
  writeVariables({ ...root, element, key, value }, activation);
  return scopeKeys;
}

function enterScope(
  root: ElementContext<ExecutableProcess>,
  parent: ElementContext | undefined,
  flowScope: FlowScope,
  activation: ElementActivation,
): ElementContext {
  const existing = chooseInstance(root.processing.state, root.key, parent, flowScope, activation.ancestorKey);
  if (existing !== undefined) {
    const context = contextOfInstance(root, existing);
    writeVariables(context, activation);
    return context;
  }
  const context = parent === undefined ? root : newScope(parent, flowScope);
  openScope(context, activation);
  return context;
}

/** The instance of a scope to go into; undefined when a new one is to be created. */
function chooseInstance(
  state: EngineState,
  processInstanceKey: Key,
  parent: ElementContext | undefined,
  flowScope: FlowScope,
  ancestorKey: Key,
): ElementInstance | undefined {
  if (parent === undefined) return state.elementInstances.get(processInstanceKey);
  const instances = [...state.childrenOf(parent.key)].filter(({ value }) => value.elementId === flowScope.id);
  const isInsideAncestor = ({ key }: ElementInstance) => isInside(state, key, ancestorKey);
  const [first, second] = instances;
  if (first === undefined || second === undefined) {
    return first !== undefined && ancestorKey !== NO_KEY && isInsideAncestor(first) ? undefined : first;
  }
  if (ancestorKey === NO_KEY) throw new AmbiguousScopeError(flowScope.id);
  const ancestor = instances.find(({ key }) => key === ancestorKey);
  if (ancestor !== undefined) return ancestor;
  if (instances.some(isInsideAncestor)) return undefined;
  const aroundAncestor = instances.find(({ key }) => isInside(state, ancestorKey, key));
  if (aroundAncestor === undefined) throw new AmbiguousScopeError(flowScope.id);
  return aroundAncestor;
}

/** Whether one instance is somewhere inside of another one. */
function isInside(state: EngineState, key: Key, scopeKey: Key): boolean {
  for (let scope = state.parentScopeOf(key); scope !== undefined; scope = state.parentScopeOf(scope)) {
    if (scope === scopeKey) return true;
  }
  return false;
}

function newScope(parent: ElementContext, flowScope: FlowScope): ElementContext {
  const isBody = flowScope.elementType === 'MULTI_INSTANCE_BODY';
  if (isBody || parent.element.elementType === 'MULTI_INSTANCE_BODY') {
    throw new MultiInstanceScopeError(flowScope.id);
  }
  const key = parent.processing.newKey();
  return { ...parent, element: flowScope, key, value: valueInScope(parent, flowScope) };
}

function openScope(context: ElementContext, activation: ElementActivation): void {
  const { processing, element, key, value } = context;
  processing.event('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', key, value);
  writeVariables(context, activation);
  writeActivated(context);
  const failure = subscribeToEvents(context);
  if (failure !== undefined) {
    throw new ScopeSubscriptionError(
      `Expected to subscribe to catch event(s) of '${element.id}' but ${failure.message}`,
    );
  }
}

/** What is activated this way does not know the call activity of its process (spec 11 §11.18, quirk 4). */
function valueInScope(scope: ElementContext, element: FlowNode | FlowScope): ProcessInstanceValue {
  const value = valueFor(scope.value, element, scope.key);
  return { ...value, parentProcessInstanceKey: NO_KEY, parentElementInstanceKey: NO_KEY };
}

function writeVariables(context: ElementContext, { variables }: ElementActivation): void {
  for (const document of variables.get(context.element.id) ?? []) {
    mergeLocal(context.processing, context.key, context.value, document);
  }
}
