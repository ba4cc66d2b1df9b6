// What a rejection tells. It changes no state; the engine remembers it besides (state/ended-subscriptions.ts).
import type { AnyRecord } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';

/** To be called for every rejection as it is written, and again when the log is replayed. */
export function rememberRejection(
  { messageSubscriptions }: EngineState,
  { valueType, intent, value }: AnyRecord,
): void {
  // Nothing to close: the command that opens the subscription may still be under way.
  if (valueType === 'MESSAGE_SUBSCRIPTION' && intent === 'DELETE')
    messageSubscriptions.ended.end(value.elementInstanceKey, value.messageName);
}
