// At which elements a new process instance may start (checks 6–9 of spec 10 §3.1).
import type { ExecutableProcess, FlowNode, SequenceFlow } from '@grevy/bpmn';
import type { ValueOf } from '@grevy/protocol';
import {
  ACTIVATABLE_TYPES,
  flowScopesOf,
  hasActivatableType,
  isBehindEventBasedGateway,
} from '../../behaviours/activatable-elements.js';

type StartInstructions = ValueOf<'PROCESS_INSTANCE_CREATION'>['startInstructions'];

const PREFIX = 'Expected to create instance of process with start instructions but';

/** Every rule is checked for all instructions before the next rule; the first offender is named. */
const RULES: readonly ((element: FlowNode | SequenceFlow | undefined, id: string) => string | undefined)[] = [
  (element, id) => (element === undefined ? `${PREFIX} no element found with id '${id}'.` : undefined),

  (element, id) =>
    element !== undefined &&
    flowScopesOf(element).some((scope) => scope.elementType === 'MULTI_INSTANCE_BODY')
      ? `${PREFIX} the element with id '${id}' is inside a multi-instance subprocess. ` +
        `The creation of elements inside a multi-instance subprocess is not supported.`
      : undefined,

  (element, id) =>
    element !== undefined && !hasActivatableType(element)
      ? `${PREFIX} the element with id '${id}' targets unsupported element type '${element.elementType}'. ` +
        `Supported element types are: [${ACTIVATABLE_TYPES}]`
      : undefined,

  (element, id) =>
    element !== undefined && isBehindEventBasedGateway(element)
      ? `${PREFIX} the element with id '${id}' belongs to an event-based gateway. ` +
        `The creation of elements belonging to an event-based gateway is not supported.`
      : undefined,
];

/** The reason of the first violated rule, or undefined. */
export function startInstructionViolation(
  process: ExecutableProcess,
  instructions: StartInstructions,
): string | undefined {
  for (const rule of RULES) {
    for (const { elementId } of instructions) {
      const violation = rule(process.elementsById.get(elementId), elementId);
      if (violation !== undefined) return violation;
    }
  }
  return undefined;
}
