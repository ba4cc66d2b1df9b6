/** FORM (spec 8.5): a deployed form. */
import { identifier, int, key, bytes, jsonConstant } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';
import { NO_BYTES } from '../schema/no-bytes.js';

export const form = object({
  formId: identifier(),
  version: int(),
  formKey: key(),
  resourceName: identifier(),
  /** MD5 of the resource. */
  checksum: bytes(NO_BYTES),
  /** Form JSON. */
  resource: bytes(NO_BYTES),
  duplicate: jsonConstant('false'),
  tenantId: tenantId(),
});
export type FormValue = Infer<typeof form>;

export const formIntents = {
  CREATED: event(0),
} as const;
