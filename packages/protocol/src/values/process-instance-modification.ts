/** PROCESS_INSTANCE_MODIFICATION (spec 8.12): a client changes which elements are active. */
import { EMPTY_DOCUMENT } from '../json-text.js';
import { NO_KEY } from '../key.js';
import { identifier, key, document, list, listOf } from '../schema/field.js';
import { banningCommand, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { defaultTenant } from './tenant.js';

/** An element instance to terminate. */
export const terminateInstruction = object({
  elementInstanceKey: key(),
});

/** Variables for the activated element, or for one of its scopes. */
export const variableInstruction = object({
  variables: document(EMPTY_DOCUMENT),
  /** Empty for the process instance. */
  elementId: identifier(''),
});

/** An element to activate. */
export const activateInstruction = object({
  elementId: identifier(),
  /** Requested ancestor scope, if one was chosen. */
  ancestorScopeKey: key(NO_KEY),
  variableInstructions: listOf(variableInstruction),
  /** Only in MODIFIED: all flow scopes of the activated element. */
  ancestorScopeKeys: list(key()),
});
export type ActivateInstruction = Infer<typeof activateInstruction>;

export const processInstanceModification = object({
  processInstanceKey: key(),
  terminateInstructions: listOf(terminateInstruction),
  activateInstructions: listOf(activateInstruction),
  /** Deprecated: union of the ancestor scopes of all activate instructions. */
  ancestorScopeKeys: list(key()),
  tenantId: defaultTenant(),
});
export type ProcessInstanceModificationValue = Infer<typeof processInstanceModification>;

export const processInstanceModificationIntents = {
  MODIFY: banningCommand(0),
  MODIFIED: event(1),
} as const;
