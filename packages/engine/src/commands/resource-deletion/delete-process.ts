// Deletes a process definition: PROCESS DELETING, PROCESS DELETED (spec 14 §5).
import { NO_BYTES, type ProcessValue } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';

export function deleteProcess(processing: Processing, definition: ProcessValue): void {
  const deleted = { ...definition, checksum: NO_BYTES, resource: NO_BYTES };
  processing.newEvent('PROCESS', 'DELETING', deleted);
  processing.newEvent('PROCESS', 'DELETED', deleted);
}
