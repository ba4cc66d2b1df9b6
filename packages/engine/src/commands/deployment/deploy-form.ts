// Writes a form: FORM CREATED for a new version (spec 14 §2.2, §3).
import type { FormMetadata } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';
import { isSameFile, type FormResource } from './deployed-resource.js';

/** What became of the form; a duplicate keeps the key and version it has. */
export function deployForm(processing: Processing, file: FormResource, tenantId: string): FormMetadata {
  const { formId, resourceName, checksum, resource } = file;
  const latest = processing.state.latestForm(formId, tenantId);
  if (latest !== undefined && isSameFile(file, latest.value.resourceName, latest.value.checksum)) {
    const { version, formKey } = latest.value;
    return { formId, version, formKey, resourceName, checksum, duplicate: true, tenantId };
  }
  const formKey = processing.newKey();
  const version = processing.state.latestFormVersion(formId, tenantId) + 1;
  const form = { formId, version, formKey, resourceName, checksum, tenantId };
  processing.event('FORM', 'CREATED', formKey, { ...form, resource });
  return { ...form, duplicate: false };
}
