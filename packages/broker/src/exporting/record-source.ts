/** Where the export loop gets the committed records from, batch by batch. */
import { decodeRecords, LogCursor, LogError, type LogBatch, type LogStore } from '@grevy/log';
import type { AnyRecord } from '@grevy/protocol';

export interface RecordSource {
  /** The records of the next batch up to the committed position, or undefined when there is none yet. */
  next(committedPosition: number): Promise<readonly AnyRecord[] | undefined>;
  close(): Promise<void>;
}

/** Opens a source that begins with the batch that holds a position, or with the oldest batch that is kept. */
export type OpenRecordSource = (from: number | 'start') => Promise<RecordSource>;

/** Reads the segment files of a local log; works in any thread. */
export function logDirectorySource(directory: string): OpenRecordSource {
  return async (from) => {
    const cursor = await LogCursor.open({ directory }, from);
    return {
      async next(committedPosition) {
        const batch = await cursor.next(committedPosition);
        return batch === undefined ? undefined : decodeRecords(batch.payload);
      },
      close: () => cursor.close(),
    };
  };
}

/** Reads through an open log, in its own thread. */
export function logStoreSource(log: LogStore): OpenRecordSource {
  return (from) => {
    let nextPosition = from === 'start' ? log.firstPosition : from;
    if (nextPosition < log.firstPosition) {
      return Promise.reject(new LogError('TRIMMED', `Position ${nextPosition} is no longer in the log.`));
    }
    let batches: AsyncIterator<LogBatch> | undefined;
    let held: LogBatch | undefined;
    return Promise.resolve({
      async next(committedPosition) {
        if (held === undefined) {
          if (nextPosition > Math.min(committedPosition, log.lastPosition)) return undefined;
          batches ??= log.read(nextPosition)[Symbol.asyncIterator]();
          const result = await batches.next();
          if (result.done === true) {
            // The iteration ends with what was durable when it began.
            batches = undefined;
            return [];
          }
          held = result.value;
          nextPosition = held.lastPosition + 1;
        }
        if (held.lastPosition > committedPosition) return undefined;
        const records = decodeRecords(held.payload);
        held = undefined;
        return records;
      },
      async close() {
        await batches?.return?.();
      },
    });
  };
}
