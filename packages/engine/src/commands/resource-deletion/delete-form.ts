// Deletes a form: FORM DELETED with a new key and the metadata, like the deletion of a process definition.
import { NO_BYTES, type FormValue } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';

export function deleteForm(processing: Processing, form: FormValue): void {
  processing.newEvent('FORM', 'DELETED', { ...form, checksum: NO_BYTES, resource: NO_BYTES });
}
