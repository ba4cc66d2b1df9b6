/** CHECKPOINT (spec 8.31): a point of the log that a backup refers to. */
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const checkpoint = object((field) => ({
  /** Id of the backup. */
  checkpointId: field.long(-1),
  /** Log position of the checkpoint command, in events. */
  checkpointPosition: field.long(-1),
}));
export type CheckpointValue = Infer<typeof checkpoint>;

export const checkpointIntents = {
  CREATE: command(0),
  CREATED: event(1),
  /** The id is not above the current checkpoint, which the value shows. */
  IGNORED: event(2),
} as const;
