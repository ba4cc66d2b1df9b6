// COMMAND_DISTRIBUTION ACKNOWLEDGE: another partition has carried a distributed command out (spec 12 §12.12.1).
import { EMPTY_COMMAND_VALUE, keyToText } from '@grevy/protocol';
import type { CommandHandler } from '../handler.js';

export const acknowledge: CommandHandler<'COMMAND_DISTRIBUTION'> = {
  process(processing, { key, value }) {
    const { state, environment } = processing;
    const pending = state.pendingDistributions.get(key)?.pending ?? [];
    if (!pending.some(({ partitionId }) => partitionId === value.partitionId)) {
      processing.reject(
        'NOT_FOUND',
        `Expected to find pending distribution with key ${keyToText(key)} for partition ${value.partitionId}, ` +
          `but no pending distribution was found.`,
      );
      return;
    }
    processing.event('COMMAND_DISTRIBUTION', 'ACKNOWLEDGED', key, value);
    if (pending.length > 1) return;
    const { valueType, intent } = value;
    const { partitionId } = environment;
    processing.event('COMMAND_DISTRIBUTION', 'FINISHED', key, {
      partitionId,
      valueType,
      intent,
      commandValue: EMPTY_COMMAND_VALUE,
    });
  },
};
