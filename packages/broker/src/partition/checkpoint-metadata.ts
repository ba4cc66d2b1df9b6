// What a checkpoint remembers besides the tables.
export interface CheckpointMetadata {
  /** Position up to which all commands had been processed; it may lie before the checkpoint's own position. */
  readonly lastProcessedPosition: number;
  readonly keyCounter: number;
}

export function writeCheckpointMetadata(metadata: CheckpointMetadata): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(metadata));
}

/** @throws Error when the bytes are no metadata: the store has checked them, so this is a bug or a newer format. */
export function readCheckpointMetadata(bytes: Uint8Array): CheckpointMetadata {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (typeof parsed !== 'object' || parsed === null) throw new Error('The checkpoint has no metadata');
  const { lastProcessedPosition, keyCounter } = parsed as Partial<Record<keyof CheckpointMetadata, unknown>>;
  if (typeof lastProcessedPosition !== 'number' || typeof keyCounter !== 'number') {
    throw new Error('The metadata of the checkpoint lacks lastProcessedPosition or keyCounter');
  }
  return { lastProcessedPosition, keyCounter };
}
