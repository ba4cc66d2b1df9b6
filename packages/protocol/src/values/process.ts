/** PROCESS (spec 8.2): a process definition. */
import { identifier, int, key, bytes, jsonConstant } from '../schema/field.js';
import { event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';
import { NO_BYTES } from '../schema/no-bytes.js';

export const process = object({
  bpmnProcessId: identifier(),
  version: int(),
  processDefinitionKey: key(),
  resourceName: identifier(),
  /** MD5 of the resource; as `resource`, empty in DELETING and DELETED. */
  checksum: bytes(NO_BYTES),
  /** BPMN XML. */
  resource: bytes(NO_BYTES),
  duplicate: jsonConstant('false'),
  tenantId: tenantId(),
});
export type ProcessValue = Infer<typeof process>;

export const processIntents = {
  CREATED: event(0),
  DELETING: event(1),
  DELETED: event(2),
} as const;
