/** VARIABLE_DOCUMENT (spec 8.18): variables that a client sets. */
import { DEFAULT_TENANT_JSON, VARIABLE_UPDATE_SEMANTICS } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const variableDocument = object(
  (field) => ({
    /** Scope given by the client. */
    scopeKey: field.key(),
    updateSemantics: field.enumeration(VARIABLE_UPDATE_SEMANTICS, 'PROPAGATE'),
    variables: field.document(EMPTY_DOCUMENT),
  }),
  { tenantId: DEFAULT_TENANT_JSON },
);
export type VariableDocumentValue = Infer<typeof variableDocument>;

export const variableDocumentIntents = {
  UPDATE: command(0),
  UPDATED: event(1),
} as const;
