// Which active elements can be migrated (the second table of spec 11 §11.21.1). All user tasks of this version are
// worked on by job workers, so their implementations cannot differ.
import type { BoundaryEvent } from '@grevy/bpmn';
import type { ValueOf } from '@grevy/protocol';
import { ELEMENTS } from '../../elements/registry.js';
import type { ElementContext, ExecutableElement } from '../../elements/element.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { EngineState } from '../../state/engine-state.js';
import { definitionFields, elementById, targetIdOf, type Migration } from './migration.js';
import { planSubscriptions, type SubscriptionPlan } from './subscription-plan.js';

const MIGRATABLE_TYPES: ReadonlySet<string> = new Set([
  'PROCESS',
  'SERVICE_TASK',
  'USER_TASK',
  'SUB_PROCESS',
  'CALL_ACTIVITY',
]);

/** An element instance that can be migrated. */
export interface MigratedElement {
  readonly instance: ElementInstance;
  /** The element instance as it is going to be. */
  readonly context: ElementContext;
  readonly subscriptions: SubscriptionPlan;
}

/** The element as it is going to be, or what follows `Expected to migrate process instance '…' but`. */
export function migratedElement(migration: Migration, instance: ElementInstance): MigratedElement | string {
  const { state } = migration.processing;
  const { elementId: id, bpmnElementType: type } = instance.value;
  if (!MIGRATABLE_TYPES.has(type)) {
    return `active element with id '${id}' has an unsupported type. The migration of a ${type} is not supported.`;
  }
  const targetId = targetIdOf(migration, instance.value);
  const target = targetId === undefined ? undefined : elementById(migration.target, targetId);
  if (target === undefined) {
    return (
      `no mapping instruction defined for active element with id '${id}'. ` +
      `Elements cannot be migrated without a mapping.`
    );
  }
  if (target.elementType !== type || target.elementType === 'SEQUENCE_FLOW') {
    return (
      `active element with id '${id}' and type '${type}' is mapped to an element with id '${target.id}' ` +
      `and different type '${target.elementType}'. Elements must be mapped to elements of the same type.`
    );
  }
  const violation =
    changedFlowScope(migration, instance.value, target) ??
    unsupportedBoundaryEvents('active', state.modelElement(instance.value)) ??
    unsupportedBoundaryEvents('target', target) ??
    concurrentCommand(state, instance);
  if (violation !== undefined) return violation;
  const context = contextInTarget(migration, instance, target);
  const subscriptions = planSubscriptions(migration, instance, context);
  return typeof subscriptions === 'string' ? subscriptions : { instance, context, subscriptions };
}

function contextInTarget(
  migration: Migration,
  { key, value }: ElementInstance,
  element: ExecutableElement,
): ElementContext {
  const { processing, target, targetDefinition } = migration;
  const migrated = {
    ...value,
    ...definitionFields(migration),
    version: targetDefinition.version,
    elementId: element.id,
  };
  return { processing, process: target, element, key, value: migrated, elements: ELEMENTS };
}

function changedFlowScope(
  migration: Migration,
  { elementId, flowScopeKey }: ValueOf<'PROCESS_INSTANCE'>,
  target: ExecutableElement,
): string | undefined {
  if (target.elementType === 'PROCESS') return undefined;
  const expected = targetIdOf(migration, migration.processing.state.instanceOf(flowScopeKey).value) ?? '';
  if (target.flowScope.id === expected) return undefined;
  return (
    `the flow scope of active element with id '${elementId}' is changed. ` +
    `The flow scope of the active element is expected to be '${expected}' but was '${target.flowScope.id}'. ` +
    `The flow scope of an element cannot be changed during migration yet.`
  );
}

function unsupportedBoundaryEvents(
  side: 'active' | 'target',
  element: ExecutableElement,
): string | undefined {
  const types = new Set(
    boundaryEventsOf(element)
      .map(({ eventType }) => eventType)
      .filter((type) => type !== 'MESSAGE'),
  );
  if (types.size === 0) return undefined;
  return (
    `${side} element with id '${element.id}' has one or more boundary events of types '${[...types].join(',')}'. ` +
    `Migrating ${side} elements with boundary events of these types is not possible yet.`
  );
}

function boundaryEventsOf(element: ExecutableElement): readonly BoundaryEvent[] {
  return 'boundaryEvents' in element ? element.boundaryEvents : [];
}

function concurrentCommand(state: EngineState, instance: ElementInstance): string | undefined {
  return isDisturbed(state, instance)
    ? 'a concurrent command was executed on the process instance. Please retry the migration.'
    : undefined;
}

/**
 * Whether a command for the element, or for something in it, is still on its way: it would speak of the old process
 * definition. The result that an element holds which is completing already is not on its way.
 */
function isDisturbed(state: EngineState, instance: ElementInstance): boolean {
  if (instance.state === 'ELEMENT_TERMINATING' || instance.interruptingElementId !== '') return true;
  if (instance.activeSequenceFlows > 0) return true;
  const isCompleting = instance.state === 'ELEMENT_COMPLETING';
  const { elementId, bpmnElementType } = instance.value;
  const { triggers } = instance.eventScope;
  if (triggers.some(({ targetElementId }) => !isCompleting || targetElementId !== elementId)) return true;
  if (instance.state !== 'ELEMENT_ACTIVATED') return false;
  switch (bpmnElementType) {
    case 'PROCESS':
    case 'SUB_PROCESS':
      return instance.childCount === 0;
    case 'CALL_ACTIVITY':
      return (
        instance.calledChildInstanceKey > 0 && !state.elementInstances.has(instance.calledChildInstanceKey)
      );
    default:
      return false;
  }
}
