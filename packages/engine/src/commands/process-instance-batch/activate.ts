// PROCESS_INSTANCE_BATCH ACTIVATE: activates the inner instances of a parallel multi-instance body, as many as one
// batch holds and as are fair to other instances (spec 11 §11.8.1). A body that has ended meanwhile gets none; batch
// commands have no rejections (spec 10 §3.5.1).
import { VALUE_TYPES } from '@grevy/protocol';
import { valueFor } from '../../elements/transitions.js';
import { invariant } from '../../failure.js';
import { BATCH_RESERVE_BYTES, MAX_CHILDREN_PER_BATCH_COMMAND } from '../../limits.js';
import type { CommandHandler } from '../handler.js';
import { activationViolation } from '../process-instance/element-guard.js';

export const activateBatch: CommandHandler<'PROCESS_INSTANCE_BATCH'> = {
  process(processing, { value }) {
    const { state, batch } = processing;
    const body = state.elementInstances.get(value.batchElementInstanceKey);
    if (body === undefined) return;
    const element = state.modelElement(body.value);
    invariant(
      element.elementType === 'MULTI_INSTANCE_BODY',
      `Expected '${element.id}' to be a multi-instance body`,
    );
    const inner = valueFor(body.value, element.innerActivity, body.key);
    if (activationViolation(state, inner, element.innerActivity) !== undefined) return;
    const bytesPerCommand =
      VALUE_TYPES.PROCESS_INSTANCE_BATCH.value.estimateSize(value) +
      VALUE_TYPES.PROCESS_INSTANCE.value.estimateSize(inner) +
      BATCH_RESERVE_BYTES;
    const firstOfRest = value.index - MAX_CHILDREN_PER_BATCH_COMMAND;
    for (let remaining = value.index; remaining > 0; remaining -= 1) {
      // An empty batch takes one whatever the reserve is: the next one would not have more room.
      const isFull = batch.records.length > 0 && !batch.hasRoomFor(bytesPerCommand);
      if (remaining === firstOfRest || isFull) {
        const rest = { ...value, index: remaining };
        processing.followUpInNextBatch('PROCESS_INSTANCE_BATCH', 'ACTIVATE', processing.newKey(), rest);
        return;
      }
      processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processing.newKey(), inner);
    }
  },
};
