// Deletes a process definition (spec 14 §5). The version before the latest one takes over what that waited for with its
// start events.
import { NO_BYTES, type ProcessValue } from '@grevy/protocol';
import {
  cancelStartTimers,
  closeStartEventSubscriptions,
  createStartTimers,
  openStartEventSubscriptions,
} from '../../behaviours/start-event-subscriptions.js';
import type { Processing } from '../../kernel/processing.js';

export function deleteProcess(processing: Processing, definition: ProcessValue): void {
  const { state } = processing;
  const { processDefinitionKey, bpmnProcessId, tenantId } = definition;
  const wasLatest =
    state.latestProcess(bpmnProcessId, tenantId)?.value.processDefinitionKey === processDefinitionKey;
  const deleted = { ...definition, checksum: NO_BYTES, resource: NO_BYTES };
  processing.newEvent('PROCESS', 'DELETING', deleted);
  // Partitions other than the first keep the start timers that an earlier deletion has given to an older version.
  cancelStartTimers(processing, [processDefinitionKey]);
  if (wasLatest) {
    closeStartEventSubscriptions(processing, [processDefinitionKey]);
    const previous = state.latestProcess(bpmnProcessId, tenantId);
    if (previous !== undefined) {
      createStartTimers(processing, previous.value);
      openStartEventSubscriptions(processing, previous.value);
    }
  }
  processing.newEvent('PROCESS', 'DELETED', deleted);
}
