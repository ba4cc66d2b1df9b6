// Starts a process instance at given elements instead of its start event (spec 10 §3.3, S14).
import type { ExecutableProcess } from '@grevy/bpmn';
import { NO_KEY, type ValueOf } from '@grevy/protocol';
import { activateInScopes } from '../../behaviours/element-activation.js';
import type { ElementContext } from '../../elements/element.js';
import { invariant } from '../../failure.js';

/** Creates the process instance with the scopes of each element, and asks for the activation of the elements. */
export function activateStartInstructions(
  root: ElementContext<ExecutableProcess>,
  instructions: ValueOf<'PROCESS_INSTANCE_CREATION'>['startInstructions'],
): void {
  for (const { elementId } of instructions) {
    const element = root.process.elementsById.get(elementId);
    invariant(
      element !== undefined && element.elementType !== 'SEQUENCE_FLOW',
      `Expected element '${elementId}' to exist`,
    );
    activateInScopes(root, { element, ancestorKey: NO_KEY, variables: new Map() });
  }
}
