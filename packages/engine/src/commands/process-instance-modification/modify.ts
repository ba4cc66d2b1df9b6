// PROCESS_INSTANCE_MODIFICATION MODIFY: a client activates and terminates elements of a running process instance
// (spec 11 §11.16).
import type { ExecutableProcess, FlowNode } from '@grevy/bpmn';
import {
  keyToText,
  NO_KEY,
  type ActivateInstruction,
  type JsonDocument,
  type Key,
  type ValueOf,
} from '@grevy/protocol';
import {
  activateInScopes,
  AmbiguousScopeError,
  MultiInstanceScopeError,
  ScopeSubscriptionError,
} from '../../behaviours/element-activation.js';
import type { ElementContext } from '../../elements/element.js';
import { ELEMENTS } from '../../elements/registry.js';
import { invariant } from '../../failure.js';
import { BatchSizeExceededError } from '../../kernel/errors.js';
import type { Processing } from '../../kernel/processing.js';
import { isTerminating } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';
import { modificationViolation } from './modification-rules.js';
import { CalledInstanceTerminationError, terminateInstances } from './terminate-instructions.js';

type Modification = ValueOf<'PROCESS_INSTANCE_MODIFICATION'>;

export const modifyProcessInstance: CommandHandler<'PROCESS_INSTANCE_MODIFICATION'> = {
  process(processing, { key, value }) {
    const root = findProcessInstance(processing, value.processInstanceKey);
    if (root === undefined) {
      processing.rejectAndRespond(
        'NOT_FOUND',
        `Expected to modify process instance but no process instance found with key '${keyToText(value.processInstanceKey)}'`,
      );
      return;
    }
    const violation = modificationViolation({ state: processing.state, process: root.process, value });
    if (violation !== undefined) {
      processing.rejectAndRespond('INVALID_ARGUMENT', violation);
      return;
    }
    const activateInstructions = value.activateInstructions.map((instruction) => ({
      ...instruction,
      ancestorScopeKeys: activate(root, instruction),
    }));
    const scopeKeys = new Set(activateInstructions.flatMap(({ ancestorScopeKeys }) => ancestorScopeKeys));
    terminateInstances(processing, value.terminateInstructions, scopeKeys);
    const modified: Modification = { ...value, activateInstructions, ancestorScopeKeys: [...scopeKeys] };
    const eventKey = key === NO_KEY ? value.processInstanceKey : key;
    processing.event('PROCESS_INSTANCE_MODIFICATION', 'MODIFIED', eventKey, modified);
    processing.respond('PROCESS_INSTANCE_MODIFICATION', 'MODIFIED', eventKey, modified);
  },

  onError(processing, { value }, error) {
    const reason = refusal(processing, value, error);
    if (reason === undefined) return false;
    processing.rejectAndRespond('INVALID_ARGUMENT', reason);
    return true;
  },
};

/** One that is being terminated is as good as gone: whatever was activated in it would never end. */
function findProcessInstance(
  processing: Processing,
  processInstanceKey: Key,
): ElementContext<ExecutableProcess> | undefined {
  const { state } = processing;
  const instance = state.elementInstances.get(processInstanceKey);
  if (
    instance?.value.bpmnElementType !== 'PROCESS' ||
    isTerminating(instance) ||
    !processing.isAuthorizedFor(instance.value.tenantId)
  ) {
    return undefined;
  }
  const { key, value } = instance;
  const process = state.processModel(value.processDefinitionKey);
  return { processing, process, element: process, key, value, elements: ELEMENTS };
}

/** Returns the keys of the scopes around the activated element. */
function activate(
  root: ElementContext<ExecutableProcess>,
  { elementId, ancestorScopeKey, variableInstructions }: ActivateInstruction,
): readonly Key[] {
  const variables = new Map<string, JsonDocument[]>();
  for (const instruction of variableInstructions) {
    const scopeId = instruction.elementId === '' ? root.process.id : instruction.elementId;
    variables.set(scopeId, [...(variables.get(scopeId) ?? []), instruction.variables]);
  }
  const element = activatedElement(root.process, elementId);
  return activateInScopes(root, { element, ancestorKey: ancestorScopeKey, variables });
}

function activatedElement(process: ExecutableProcess, elementId: string): FlowNode {
  const element = process.elementsById.get(elementId);
  invariant(
    element !== undefined && element.elementType !== 'SEQUENCE_FLOW',
    `Expected element '${elementId}' to exist`,
  );
  return element;
}

/** Why a modification cannot be carried out, although its instructions are well-formed. */
function refusal(processing: Processing, value: Modification, error: unknown): string | undefined {
  if (error instanceof ScopeSubscriptionError) return error.message;
  const key = value.processInstanceKey;
  if (error instanceof BatchSizeExceededError) {
    return (
      `Unable to modify process instance with key '${keyToText(key)}' as the size exceeds the maximum batch size. ` +
      `Please reduce the size by splitting the modification into multiple commands.`
    );
  }
  const processId = processing.state.elementInstances.get(key)?.value.bpmnProcessId ?? '';
  const prefix = `Expected to modify instance of process '${processId}' but`;
  if (error instanceof AmbiguousScopeError) {
    return (
      `${prefix} it contains one or more activate instructions for an element that has a flow scope with more than ` +
      `one active instance: '${error.scopeId}'. Can't decide in which instance of the flow scope the element should ` +
      `be activated. Please specify an ancestor element instance key for this activate instruction.`
    );
  }
  if (error instanceof MultiInstanceScopeError) {
    return (
      `${prefix} it contains one or more activate instructions that would result in the activation of ` +
      `multi-instance element '${error.elementId}', which is currently unsupported.`
    );
  }
  if (error instanceof CalledInstanceTerminationError) {
    return (
      `${prefix} the given instructions would terminate the instance. The instance was created by a call activity ` +
      `in the parent process. To terminate this instance please modify the parent process instead.`
    );
  }
  return undefined;
}
