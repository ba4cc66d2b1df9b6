// A migration of a process instance while its command is processed: what stands where another thing stood.
import type { ExecutableProcess, FlowNode, SequenceFlow } from '@grevy/bpmn';
import type { Key, ValueOf } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';
import type { ElementInstance } from '../../state/element-instance.js';

type ProcessInstanceValue = ValueOf<'PROCESS_INSTANCE'>;

export interface Migration {
  readonly processing: Processing;
  readonly processInstanceKey: Key;
  readonly source: ExecutableProcess;
  readonly target: ExecutableProcess;
  readonly targetDefinition: ValueOf<'PROCESS'>;
  /** Ids of the target process by ids of the source process, as instructed. */
  readonly targetIds: ReadonlyMap<string, string>;
  /** The values of `targetIds`. */
  readonly mappedTargetIds: ReadonlySet<string>;
}

/** The element instances of the process instance, breadth first; called process instances are not among them. */
export function* elementInstancesOf({
  processing,
  processInstanceKey,
}: Migration): Generator<ElementInstance, void, undefined> {
  const { state } = processing;
  const waiting = [state.instanceOf(processInstanceKey)];
  for (const instance of waiting) {
    yield instance;
    waiting.push(...state.childrenOf(instance.key));
  }
}

/** The id that an element instance is to have; undefined without an instruction. A process needs none. */
export function targetIdOf(
  { target, targetIds }: Migration,
  { bpmnElementType, elementId }: ProcessInstanceValue,
): string | undefined {
  return bpmnElementType === 'PROCESS' ? target.id : targetIds.get(elementId);
}

/** The process, too, is an element that instructions may name. */
export function elementById(
  process: ExecutableProcess,
  id: string,
): ExecutableProcess | FlowNode | SequenceFlow | undefined {
  return id === process.id ? process : process.elementsById.get(id);
}

/** What every record of the process instance says about its process. */
export function definitionFields({ targetDefinition }: Migration) {
  const { bpmnProcessId, processDefinitionKey } = targetDefinition;
  return { bpmnProcessId, processDefinitionKey };
}
