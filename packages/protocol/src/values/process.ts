/** PROCESS (spec 8.2): a process definition. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import type { Infer } from '../schema/description.js';
import { event } from '../schema/intents.js';
import { object } from '../schema/object.js';
import { NO_BYTES } from '../schema/no-bytes.js';

export const process = object(
  (field) => ({
    bpmnProcessId: field.identifier(),
    version: field.int(),
    processDefinitionKey: field.key(),
    resourceName: field.identifier(),
    /** MD5 of the resource; as `resource`, empty in DELETING and DELETED. */
    checksum: field.bytes(NO_BYTES),
    /** BPMN XML. */
    resource: field.bytes(NO_BYTES),
    tenantId: field.identifier(DEFAULT_TENANT_ID),
  }),
  { duplicate: 'false' },
);
export type ProcessValue = Infer<typeof process>;

export const processIntents = {
  CREATED: event(0),
  DELETING: event(1),
  DELETED: event(2),
} as const;
