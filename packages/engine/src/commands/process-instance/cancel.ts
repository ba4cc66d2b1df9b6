// PROCESS_INSTANCE CANCEL: a client ends a process instance (spec 10 §3.5).
import { keyToText, type Key } from '@grevy/protocol';
import type { EngineState } from '../../state/engine-state.js';
import { canTerminate } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';

export const cancel: CommandHandler<'PROCESS_INSTANCE'> = {
  process(processing, { key }) {
    const instance = processing.state.elementInstances.get(key);
    const text = keyToText(key);
    if (
      instance === undefined ||
      !canTerminate(instance) ||
      instance.value.bpmnElementType !== 'PROCESS' ||
      !processing.isAuthorizedFor(instance.value.tenantId)
    ) {
      processing.rejectAndRespond(
        'NOT_FOUND',
        `Expected to cancel a process instance with key '${text}', but no such process was found`,
      );
      return;
    }
    const { value } = instance;
    if (value.parentProcessInstanceKey > 0) {
      const root = keyToText(rootProcessInstance(processing.state, value.parentProcessInstanceKey));
      processing.rejectAndRespond(
        'INVALID_STATE',
        `Expected to cancel a process instance with key '${text}', but it is created by a parent process instance. ` +
          `Cancel the root process instance '${root}' instead.`,
      );
      return;
    }
    processing.followUp('PROCESS_INSTANCE', 'TERMINATE_ELEMENT', key, value);
    processing.respond('PROCESS_INSTANCE', 'ELEMENT_TERMINATING', key, value);
  },
};

function rootProcessInstance(state: EngineState, processInstanceKey: Key): Key {
  let root = processInstanceKey;
  for (;;) {
    const parent = state.elementInstances.get(root)?.value.parentProcessInstanceKey;
    if (parent === undefined || parent <= 0) return root;
    root = parent;
  }
}
