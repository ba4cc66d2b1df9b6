// Checkpoints of the engine's tables in LMDB, written by a thread of their own.
export type { EntityChange } from './change-batch.js';
export {
  CheckpointCorruptionError,
  CheckpointError,
  CheckpointFormatError,
  CheckpointWriteError,
  type EntityKey,
} from './checkpoint-error.js';
export { CheckpointStore, type CheckpointStoreOptions } from './checkpoint-store.js';
export type { CheckpointWriter } from './checkpoint-writer.js';
