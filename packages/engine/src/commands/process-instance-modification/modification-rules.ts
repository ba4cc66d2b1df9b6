// Which modifications are legal (checks 2–10 of spec 11 §11.16.1). The first violated rule rejects the command; it
// names all offenders.
import type { ExecutableProcess, FlowNode, SequenceFlow } from '@grevy/bpmn';
import { keyToText, type ActivateInstruction, type Key, type ValueOf } from '@grevy/protocol';
import {
  ACTIVATABLE_TYPES,
  flowScopesOf,
  hasActivatableType,
  isBehindEventBasedGateway,
} from '../../behaviours/activatable-elements.js';
import type { EngineState } from '../../state/engine-state.js';
import { isActive } from '../../state/element-instance.js';

interface Modification {
  readonly state: EngineState;
  readonly process: ExecutableProcess;
  readonly value: ValueOf<'PROCESS_INSTANCE_MODIFICATION'>;
}

/** What follows `it contains one or more`, or undefined. */
type Rule = (modification: Modification) => string | undefined;

const elementsExist: Rule = ({ process, value }) => {
  const unknown = elementIdsOf(value).filter((id) => !process.elementsById.has(id));
  return when(unknown, `activate instructions with an element that could not be found: ${quoted(unknown)}`);
};

const notBehindEventBasedGateway: Rule = (modification) => {
  const ids = activatedElements(modification).filter(isBehindEventBasedGateway).map(idOf);
  return when(
    ids,
    `activate instructions for elements that are unsupported: ${quoted(ids)}. ` +
      `The activation of events belonging to an event-based gateway is not supported.`,
  );
};

const typesAreSupported: Rule = (modification) => {
  const elements = activatedElements(modification).filter((element) => !hasActivatableType(element));
  const types = elements.map(({ elementType }) => elementType);
  return when(
    elements,
    `activate instructions for elements that are unsupported: ${quoted(elements.map(idOf))}. ` +
      `The activation of elements with type ${quoted(types)} is not supported. ` +
      `Supported element types are: [${ACTIVATABLE_TYPES}].`,
  );
};

/** Instances of other processes may be terminated as well (spec 11 §11.18, quirk 6). */
const terminatedInstancesExist: Rule = ({ state, value }) => {
  const unknown = value.terminateInstructions
    .map(({ elementInstanceKey }) => elementInstanceKey)
    .filter((key) => !state.elementInstances.has(key));
  return when(
    unknown,
    `terminate instructions with an element instance that could not be found: ${quotedKeys(unknown)}`,
  );
};

const variableScopesExist: Rule = ({ process, value }) => {
  const unknown = value.activateInstructions
    .flatMap(variableScopeIds)
    .filter((id) => id !== '' && id !== process.id && !process.elementsById.has(id));
  return when(
    unknown,
    `variable instructions with a scope element id that could not be found: ${quoted(unknown)}`,
  );
};

const variableScopesEncloseElement: Rule = ({ process, value }) => {
  const strangers = value.activateInstructions.flatMap((instruction) => {
    const element = process.elementsById.get(instruction.elementId);
    const scopes = element === undefined ? [] : [element, ...flowScopesOf(element)];
    return variableScopeIds(instruction).filter(
      (id) => id !== '' && !scopes.some((scope) => scope.id === id),
    );
  });
  return when(
    strangers,
    `variable instructions with a scope element that doesn't belong to the activating element's flow scope. ` +
      `These variables should be set before or after the modification.`,
  );
};

const ancestorsAreActive: Rule = ({ state, value }) => {
  const missing = ancestorsOf(value).filter((key) => {
    const ancestor = state.elementInstances.get(key);
    return ancestor === undefined || !isActive(ancestor);
  });
  return when(
    missing,
    `activate instructions with an ancestor scope key that does not exist, or is not in an active state: ` +
      quotedKeys(missing),
  );
};

const ancestorsBelongToProcessInstance: Rule = ({ state, value }) => {
  const strangers = ancestorsOf(value).filter(
    (key) => state.elementInstances.get(key)?.value.processInstanceKey !== value.processInstanceKey,
  );
  return when(
    strangers,
    `activate instructions with an ancestor scope key that does not belong to the modified process instance: ` +
      quotedKeys(strangers),
  );
};

const ancestorsEncloseElement: Rule = ({ state, process, value }) => {
  const strangers = value.activateInstructions.flatMap(({ elementId, ancestorScopeKey }) => {
    const element = process.elementsById.get(elementId);
    const ancestorId = state.elementInstances.get(ancestorScopeKey)?.value.elementId;
    if (element === undefined || ancestorId === undefined) return [];
    if (flowScopesOf(element).some((scope) => scope.id === ancestorId)) return [];
    return [
      `\n- instance '${keyToText(ancestorScopeKey)}' of element '${ancestorId}' is not an ancestor of element '${elementId}'`,
    ];
  });
  return when(
    strangers,
    `activate instructions with an ancestor scope key that is not an ancestor of the element to activate:` +
      strangers.join(''),
  );
};

const RULES: readonly Rule[] = [
  elementsExist,
  notBehindEventBasedGateway,
  typesAreSupported,
  terminatedInstancesExist,
  variableScopesExist,
  variableScopesEncloseElement,
  ancestorsAreActive,
  ancestorsBelongToProcessInstance,
  ancestorsEncloseElement,
];

/** The reason of the first violated rule, or undefined. */
export function modificationViolation(modification: Modification): string | undefined {
  for (const rule of RULES) {
    const violation = rule(modification);
    if (violation !== undefined) {
      return `Expected to modify instance of process '${modification.process.id}' but it contains one or more ${violation}`;
    }
  }
  return undefined;
}

function activatedElements({ process, value }: Modification): readonly (FlowNode | SequenceFlow)[] {
  return elementIdsOf(value).flatMap((id) => process.elementsById.get(id) ?? []);
}

function elementIdsOf(value: Modification['value']): readonly string[] {
  return value.activateInstructions.map(({ elementId }) => elementId);
}

function variableScopeIds({ variableInstructions }: ActivateInstruction): readonly string[] {
  return variableInstructions.map(({ elementId }) => elementId);
}

function ancestorsOf(value: Modification['value']): readonly Key[] {
  return value.activateInstructions.map(({ ancestorScopeKey }) => ancestorScopeKey).filter((key) => key > 0);
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function when(offenders: readonly unknown[], violation: string): string | undefined {
  return offenders.length === 0 ? undefined : violation;
}

function quotedKeys(keys: readonly Key[]): string {
  return quoted(keys.map(keyToText));
}

/** Every text once, in the order of the instructions. */
function quoted(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => `'${text}'`).join(', ');
}
