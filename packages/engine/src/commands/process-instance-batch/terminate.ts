// PROCESS_INSTANCE_BATCH TERMINATE: terminates the children of a scope, as many as one batch holds and as are fair to
// other instances (spec 10 §3.5.1).
import { isKey, VALUE_TYPES } from '@grevy/protocol';
import { requestTermination } from '../../elements/transitions.js';
import { BATCH_RESERVE_BYTES, MAX_CHILDREN_PER_BATCH_COMMAND } from '../../limits.js';
import { canTerminate } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';

export const terminateBatch: CommandHandler<'PROCESS_INSTANCE_BATCH'> = {
  process(processing, { value }) {
    const { state, batch } = processing;
    const fromKey = isKey(value.index) && value.index > 0 ? value.index : undefined;
    const batchBytes = VALUE_TYPES.PROCESS_INSTANCE_BATCH.value.estimateSize(value);
    let terminated = 0;
    for (const child of state.childrenOf(value.batchElementInstanceKey, fromKey)) {
      if (!canTerminate(child)) continue;
      const childBytes = VALUE_TYPES.PROCESS_INSTANCE.value.estimateSize(child.value);
      // An empty batch takes one whatever the reserve is: the next one would not have more room.
      const isFull =
        batch.records.length > 0 && !batch.hasRoomFor(childBytes + batchBytes + BATCH_RESERVE_BYTES);
      if (isFull || terminated === MAX_CHILDREN_PER_BATCH_COMMAND) {
        const rest = { ...value, index: child.key };
        processing.followUpInNextBatch('PROCESS_INSTANCE_BATCH', 'TERMINATE', processing.newKey(), rest);
        return;
      }
      requestTermination(processing, child);
      terminated += 1;
    }
  },
};
