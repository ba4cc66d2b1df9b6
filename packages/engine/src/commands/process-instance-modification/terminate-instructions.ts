// The terminate instructions of a modification, and the scopes that they leave empty (spec 11 §11.16.2).
import type { Key, ValueOf } from '@grevy/protocol';
import { terminateDirectly } from '../../behaviours/direct-termination.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import type { Processing } from '../../kernel/processing.js';
import type { ElementInstance } from '../../state/element-instance.js';

/** A process instance that a call activity waits for would be terminated; the whole modification is taken back. */
export class CalledInstanceTerminationError extends Error {
  override readonly name = 'CalledInstanceTerminationError';
}

/**
 * Terminates the instances, and on the way outwards every scope in which nothing is left.
 * @param required scopes that elements are going to be activated in; they stay
 */
export function terminateInstances(
  processing: Processing,
  instructions: ValueOf<'PROCESS_INSTANCE_MODIFICATION'>['terminateInstructions'],
  required: ReadonlySet<Key>,
): void {
  const { elementInstances } = processing.state;
  for (const { elementInstanceKey } of instructions) {
    let instance = elementInstances.get(elementInstanceKey);
    if (instance === undefined) continue;
    do {
      terminate(processing, instance);
      instance = elementInstances.get(instance.value.flowScopeKey);
    } while (instance !== undefined && isEmpty(instance) && !required.has(instance.key));
  }
}

function isEmpty({ childCount, activeSequenceFlows }: ElementInstance): boolean {
  return childCount === 0 && activeSequenceFlows === 0;
}

function terminate(processing: Processing, { key, value }: ElementInstance): void {
  if (value.bpmnElementType === 'PROCESS' && value.parentProcessInstanceKey > 0) {
    throw new CalledInstanceTerminationError(`Process instance ${key} was created by a call activity`);
  }
  terminateDirectly(contextOf(processing, ELEMENTS, key, value));
}
