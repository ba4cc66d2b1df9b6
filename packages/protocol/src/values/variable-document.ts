/** VARIABLE_DOCUMENT (spec 8.18): variables that a client sets. */
import { VARIABLE_UPDATE_SEMANTICS } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { key, document, enumeration } from '../schema/field.js';
import { command, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { defaultTenant } from './tenant.js';

export const variableDocument = object({
  /** Scope given by the client. */
  scopeKey: key(),
  updateSemantics: enumeration(VARIABLE_UPDATE_SEMANTICS)('PROPAGATE'),
  variables: document(EMPTY_DOCUMENT),
  tenantId: defaultTenant(),
});
export type VariableDocumentValue = Infer<typeof variableDocument>;

export const variableDocumentIntents = {
  UPDATE: command(0),
  UPDATED: event(1),
} as const;
