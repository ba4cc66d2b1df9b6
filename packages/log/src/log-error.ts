/** What can go wrong with a log. A caller decides by `code`; the message says what happened and what to do. */

export type LogErrorCode =
  /** Another leader has taken over: step down and drop what was not confirmed. */
  | 'FENCED'
  /** The batch may or may not be in the log (no answer came): read it back before deciding. */
  | 'UNKNOWN_OUTCOME'
  /** No space is left. The log has stopped. */
  | 'DISK_FULL'
  /** A write or a sync failed. The log has stopped: what is on the disk is no longer certain. */
  | 'IO_FAILED'
  /** Bytes that had been acknowledged are damaged or missing. */
  | 'CORRUPT'
  /** Written by a newer version of this software. */
  | 'NEWER_FORMAT'
  /** The data directory belongs to another running process. */
  | 'LOCKED'
  /** The data directory was created with another number of partitions. */
  | 'OTHER_PARTITION_COUNT'
  | 'CLOSED'
  /** The batch does not continue the log. */
  | 'OUT_OF_ORDER'
  | 'TOO_LARGE'
  | 'TOO_MANY_IN_FLIGHT'
  /** The position lies before the oldest batch that is kept. */
  | 'TRIMMED';

export class LogError extends Error {
  override readonly name: string = 'LogError';

  constructor(
    readonly code: LogErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Where a damaged log stops being readable. */
export interface CorruptionLocation {
  /** File name of the segment. */
  readonly segment: string;
  /** Byte offset of the bad batch in that file. */
  readonly offset: number;
  /** Position of the first record that cannot be read. */
  readonly position: number;
}

export class CorruptLogError extends LogError {
  override readonly name = 'CorruptLogError';

  constructor(
    readonly location: CorruptionLocation,
    readonly problem: string,
  ) {
    super(
      'CORRUPT',
      `The log is damaged in ${location.segment} at byte ${location.offset}, position ${location.position}: ${problem}. ` +
        'Records that had been acknowledged cannot be read, so nothing is skipped and the partition does not start. ' +
        'Restore the data directory from a backup or a replica.',
    );
  }
}

/** Turns an error of the file system into the error of the port. */
export function ioError(action: string, cause: unknown): LogError {
  if (cause instanceof LogError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  return isDiskFull(cause)
    ? new LogError(
        'DISK_FULL',
        `No space is left while ${action} (${text}). The log has stopped; free space on the disk and restart.`,
        { cause },
      )
    : new LogError(
        'IO_FAILED',
        `The disk failed while ${action} (${text}). The log has stopped, nothing more is acknowledged; check the disk and restart.`,
        { cause },
      );
}

/** The code of a system error, such as `ENOENT`. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function isDiskFull(error: unknown): boolean {
  const code = systemErrorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}
