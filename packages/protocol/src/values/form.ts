/** FORM (spec 8.5): a deployed form. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { NO_BYTES } from '../schema/no-bytes.js';

export const form = object(
  (field) => ({
    formId: field.identifier(),
    version: field.int(),
    formKey: field.key(),
    resourceName: field.identifier(),
    /** MD5 of the resource. */
    checksum: field.bytes(NO_BYTES),
    /** Form JSON. */
    resource: field.bytes(NO_BYTES),
    tenantId: field.identifier(DEFAULT_TENANT_ID),
  }),
  { duplicate: 'false' },
);
export type FormValue = Infer<typeof form>;

export const formIntents = {
  CREATED: event(0),
  /** Of a later version of the protocol (spec 03 §12): a client has deleted the form. */
  DELETED: event(1),
} as const;
