/** The log of a partition: the port, its local and in-memory implementations, and the directory they live in. */
export type { AppendRequest, LogBatch, LogStore } from './log-store.js';
export { LogError, CorruptLogError, type CorruptionLocation, type LogErrorCode } from './log-error.js';
export { LocalLog, type LocalLogOptions, type LogObserver } from './local-log.js';
export { LogCursor, type LogCursorOptions } from './log-cursor.js';
export { decodeRecords, encodeRecords } from './record-batch.js';
export { MemoryLog } from './memory-log.js';
export { DataDirectory, DATA_FORMAT_VERSION, type PartitionDirectories } from './data-directory.js';
export { writeFileAtomically } from './atomic-file.js';
export {
  BATCH_FORMAT_VERSION,
  BATCH_HEADER_BYTES,
  CHAIN_START,
  chainHash,
  decodeBatch,
  encodeBatchHeader,
  type BatchDecoding,
  type BatchHeader,
  type DecodedBatch,
} from './batch-format.js';
export { chainBreak, extendChain, type ChainPosition } from './chain-position.js';
export {
  openSegmentFile,
  type OpenSegmentFile,
  type SegmentAccess,
  type SegmentFile,
} from './segment-file.js';
export { MAX_APPENDS_IN_FLIGHT, MAX_BATCH_PAYLOAD_BYTES, SEGMENT_BYTES } from './limits.js';
