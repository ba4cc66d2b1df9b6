// PROCESS_INSTANCE_CREATION CREATE and CREATE_WITH_AWAITING_RESULT: a client starts a process (spec 10 §3.1–3.3).
import { keyToText, type Key, type RecordOf, type RejectionType, type ValueOf } from '@grevy/protocol';
import { ScopeSubscriptionError } from '../../behaviours/element-activation.js';
import { mergeLocal } from '../../behaviours/variables.js';
import { ELEMENTS } from '../../elements/registry.js';
import { valueForProcess } from '../../elements/transitions.js';
import type { Processing } from '../../kernel/processing.js';
import type { EngineState } from '../../state/engine-state.js';
import type { ProcessDefinition } from '../../state/process-definition.js';
import type { CommandHandler } from '../handler.js';
import { startInstructionViolation } from './start-instruction-rules.js';
import { activateStartInstructions } from './start-instructions.js';

type Creation = ValueOf<'PROCESS_INSTANCE_CREATION'>;

class CreationRejection {
  constructor(
    readonly type: RejectionType,
    readonly reason: string,
  ) {}
}

export const createProcessInstance: CommandHandler<'PROCESS_INSTANCE_CREATION'> = {
  process(processing, command) {
    const created = create(processing, command);
    if (created !== undefined)
      processing.respond('PROCESS_INSTANCE_CREATION', 'CREATED', created.key, created.value);
  },

  /** A scope of a start instruction that cannot subscribe to its events: the client's model or variables are wrong. */
  onError(processing, _command, error) {
    if (!(error instanceof ScopeSubscriptionError)) return false;
    processing.rejectAndRespond('INVALID_ARGUMENT', error.message);
    return true;
  },
};

/** The client is answered when the process completes, not now. */
export const createProcessInstanceWithResult: CommandHandler<'PROCESS_INSTANCE_CREATION'> = {
  process(processing, command) {
    const created = create(processing, command);
    if (created !== undefined)
      processing.awaitResult(created.value.processInstanceKey, command.value.fetchVariables);
  },
};

function create(
  processing: Processing,
  { value }: RecordOf<'PROCESS_INSTANCE_CREATION'>,
): { readonly key: Key; readonly value: Creation } | undefined {
  const definition = findProcess(processing.state, value);
  if (definition instanceof CreationRejection) {
    processing.rejectAndRespond(definition.type, definition.reason);
    return undefined;
  }
  const { processDefinitionKey, bpmnProcessId, version } = definition.value;
  const process = processing.state.processModel(processDefinitionKey);
  if (process.noneStartEvent === undefined && value.startInstructions.length === 0) {
    processing.rejectAndRespond(
      'INVALID_STATE',
      'Expected to create instance of process with none start event, but there is no such event',
    );
    return undefined;
  }
  const violation = startInstructionViolation(process, value.startInstructions);
  if (violation !== undefined) {
    processing.rejectAndRespond('INVALID_ARGUMENT', violation);
    return undefined;
  }

  const processInstanceKey = processing.newKey();
  const processValue = valueForProcess(definition.value, processInstanceKey);
  mergeLocal(processing, processInstanceKey, processValue, value.variables);
  if (value.startInstructions.length === 0) {
    processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processInstanceKey, processValue);
  } else {
    const root = {
      processing,
      process,
      element: process,
      key: processInstanceKey,
      value: processValue,
      elements: ELEMENTS,
    };
    activateStartInstructions(root, value.startInstructions);
  }
  const created = { ...value, bpmnProcessId, version, processDefinitionKey, processInstanceKey };
  return { key: processing.newEvent('PROCESS_INSTANCE_CREATION', 'CREATED', created), value: created };
}

function findProcess(state: EngineState, value: Creation): ProcessDefinition | CreationRejection {
  const { bpmnProcessId, version, processDefinitionKey, tenantId } = value;
  if (bpmnProcessId !== '') {
    if (version >= 0) {
      return (
        state.processByVersion(bpmnProcessId, version, tenantId) ??
        new CreationRejection(
          'NOT_FOUND',
          `Expected to find process definition with process ID '${bpmnProcessId}' and version '${version}', but none found`,
        )
      );
    }
    return (
      state.latestProcess(bpmnProcessId, tenantId) ??
      new CreationRejection(
        'NOT_FOUND',
        `Expected to find process definition with process ID '${bpmnProcessId}', but none found`,
      )
    );
  }
  if (processDefinitionKey < 0) {
    return new CreationRejection(
      'INVALID_ARGUMENT',
      'Expected at least a bpmnProcessId or a key greater than -1, but none given',
    );
  }
  const definition = state.processDefinitions.get(processDefinitionKey);
  if (definition !== undefined && definition.value.tenantId === tenantId) return definition;
  return new CreationRejection(
    'NOT_FOUND',
    `Expected to find process definition with key '${keyToText(processDefinitionKey)}', but none found`,
  );
}
