/** PROCESS_INSTANCE_MIGRATION (spec 03 §12): a client moves a process instance to another process definition. */
import { NO_KEY } from '../key.js';
import type { Infer } from '../schema/description.js';
import { banningCommand, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

/** The element of the new definition that takes the place of one of the old definition. */
export const mappingInstruction = object((field) => ({
  sourceElementId: field.identifier(''),
  targetElementId: field.identifier(''),
}));
export type MappingInstruction = Infer<typeof mappingInstruction>;

export const processInstanceMigration = object((field) => ({
  processInstanceKey: field.key(),
  targetProcessDefinitionKey: field.key(NO_KEY),
  mappingInstructions: field.listOf(mappingInstruction),
}));
export type ProcessInstanceMigrationValue = Infer<typeof processInstanceMigration>;

export const processInstanceMigrationIntents = {
  MIGRATE: banningCommand(0),
  MIGRATED: event(1),
} as const;
