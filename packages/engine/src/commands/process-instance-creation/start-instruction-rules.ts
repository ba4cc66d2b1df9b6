// At which elements a new process instance may start (checks 6–9 of spec 10 §3.1).
import type { ExecutableProcess, FlowNode } from '@grevy/bpmn';
import { BPMN_ELEMENT_TYPES, type ValueOf } from '@grevy/protocol';

type StartInstructions = ValueOf<'PROCESS_INSTANCE_CREATION'>['startInstructions'];

const UNSUPPORTED: ReadonlySet<string> = new Set([
  'START_EVENT',
  'SEQUENCE_FLOW',
  'BOUNDARY_EVENT',
  'UNSPECIFIED',
]);

const SUPPORTED_TYPES = BPMN_ELEMENT_TYPES.filter((type) => !UNSUPPORTED.has(type)).join(', ');

const PREFIX = 'Expected to create instance of process with start instructions but';

/** Every rule is checked for all instructions before the next rule; the first offender is named. */
const RULES: readonly ((process: ExecutableProcess, elementId: string) => string | undefined)[] = [
  (process, id) => (process.elementsById.has(id) ? undefined : `${PREFIX} no element found with id '${id}'.`),

  (process, id) =>
    isInsideMultiInstance(process.elementsById.get(id))
      ? `${PREFIX} the element with id '${id}' is inside a multi-instance subprocess. ` +
        `The creation of elements inside a multi-instance subprocess is not supported.`
      : undefined,

  (process, id) => {
    const type = process.elementsById.get(id)?.elementType ?? 'UNSPECIFIED';
    return UNSUPPORTED.has(type)
      ? `${PREFIX} the element with id '${id}' targets unsupported element type '${type}'. ` +
          `Supported element types are: [${SUPPORTED_TYPES}]`
      : undefined;
  },

  (process, id) => {
    const element = process.elementsById.get(id);
    return element?.elementType === 'INTERMEDIATE_CATCH_EVENT' && element.isBehindEventBasedGateway
      ? `${PREFIX} the element with id '${id}' belongs to an event-based gateway. ` +
          `The creation of elements belonging to an event-based gateway is not supported.`
      : undefined;
  },
];

/** The reason of the first violated rule, or undefined. */
export function startInstructionViolation(
  process: ExecutableProcess,
  instructions: StartInstructions,
): string | undefined {
  for (const rule of RULES) {
    for (const { elementId } of instructions) {
      const violation = rule(process, elementId);
      if (violation !== undefined) return violation;
    }
  }
  return undefined;
}

function isInsideMultiInstance(
  element: FlowNode | { readonly elementType: 'SEQUENCE_FLOW' } | undefined,
): boolean {
  if (element === undefined || element.elementType === 'SEQUENCE_FLOW') return false;
  for (let scope = element.flowScope; scope.elementType !== 'PROCESS'; scope = scope.flowScope) {
    if (scope.elementType === 'MULTI_INSTANCE_BODY') return true;
  }
  return false;
}
