/** The log of a partition: the port, its local and in-memory implementations, and the directory they live in. */
export type { AppendRequest, LogBatch, LogStore } from './log-store.js';
export {
  LogError,
  CorruptLogError,
  systemErrorCode,
  type CorruptionLocation,
  type LogErrorCode,
} from './log-error.js';
export { LocalLog, type LocalLogOptions, type LogObserver } from './local-log.js';
export { LogCursor, type LogCursorOptions } from './log-cursor.js';
export { decodeRecords, encodeRecords } from './record-batch.js';
export { MemoryLog } from './memory-log.js';
export { DataDirectory, type PartitionDirectories } from './data-directory.js';
export { writeFileAtomically } from './atomic-file.js';
export type { OpenSegmentFile, SegmentAccess, SegmentFile } from './segment-file.js';
