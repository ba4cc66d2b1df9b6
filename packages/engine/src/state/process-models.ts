// The executable models of deployed processes. They are parsed from the stored resource when first needed and kept for
// the life of the deployment; a cache, not state.
import { readDeployedBpmn, type ExecutableProcess, type FlowNode } from '@grevy/bpmn';
import type { Key, ValueOf } from '@grevy/protocol';
import { invariant } from '../failure.js';

export class ProcessModels {
  readonly #byKey = new Map<Key, ExecutableProcess>();

  constructor(private readonly resourceOf: (key: Key) => ValueOf<'PROCESS'> | undefined) {}

  /** Takes a model that a deployment has just read, so that it is not parsed again. */
  remember(key: Key, process: ExecutableProcess): void {
    this.#byKey.set(key, process);
  }

  forget(key: Key): void {
    this.#byKey.delete(key);
  }

  get(key: Key): ExecutableProcess {
    return this.#byKey.get(key) ?? this.#read(key);
  }

  #read(key: Key): ExecutableProcess {
    const definition = this.resourceOf(key);
    invariant(definition !== undefined, `Expected process definition ${key} to be deployed`);
    const result = readDeployedBpmn({ name: definition.resourceName, bytes: definition.resource });
    invariant(result.ok, `Expected the deployed resource '${definition.resourceName}' to be readable`);
    const process = result.processes.find((candidate) => candidate.id === definition.bpmnProcessId);
    invariant(
      process !== undefined,
      `Expected '${definition.resourceName}' to hold process '${definition.bpmnProcessId}'`,
    );
    this.#byKey.set(key, process);
    return process;
  }
}

/** The element that a PROCESS_INSTANCE record is about; a multi-instance activity shares its id with its body. */
export function elementOfRecord(
  process: ExecutableProcess,
  value: ValueOf<'PROCESS_INSTANCE'>,
): ExecutableProcess | FlowNode {
  if (value.bpmnElementType === 'PROCESS') return process;
  const element = process.elementsById.get(value.elementId);
  invariant(
    element !== undefined && element.elementType !== 'SEQUENCE_FLOW',
    `Expected process '${process.id}' to have an element '${value.elementId}'`,
  );
  if (element.elementType === 'MULTI_INSTANCE_BODY' && value.bpmnElementType !== 'MULTI_INSTANCE_BODY') {
    return element.innerActivity;
  }
  return element;
}
