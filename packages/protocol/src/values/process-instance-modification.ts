/** PROCESS_INSTANCE_MODIFICATION (spec 8.12): a client changes which elements are active. */
import { DEFAULT_TENANT_JSON } from '../enums.js';
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { banningCommand, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

/** An element instance to terminate. */
export const terminateInstruction = object((field) => ({
  elementInstanceKey: field.key(),
}));

/** Variables for the activated element, or for one of its scopes. */
export const variableInstruction = object((field) => ({
  variables: field.document(EMPTY_DOCUMENT),
  /** Empty for the process instance. */
  elementId: field.identifier(''),
}));

/** An element to activate. */
export const activateInstruction = object((field) => ({
  elementId: field.identifier(),
  /** Requested ancestor scope, if one was chosen. */
  ancestorScopeKey: field.key(NO_KEY),
  variableInstructions: field.listOf(variableInstruction),
  /** Only in MODIFIED: all flow scopes of the activated element. */
  ancestorScopeKeys: field.keys(),
}));
export type ActivateInstruction = Infer<typeof activateInstruction>;

export const processInstanceModification = object(
  (field) => ({
    processInstanceKey: field.key(),
    terminateInstructions: field.listOf(terminateInstruction),
    activateInstructions: field.listOf(activateInstruction),
    /** Deprecated: union of the ancestor scopes of all activate instructions. */
    ancestorScopeKeys: field.keys(),
  }),
  { tenantId: DEFAULT_TENANT_JSON },
);
export type ProcessInstanceModificationValue = Infer<typeof processInstanceModification>;

export const processInstanceModificationIntents = {
  MODIFY: banningCommand(0),
  MODIFIED: event(1),
} as const;
