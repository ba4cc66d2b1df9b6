/** How far a log has been read or written: what the next batch must look like to continue it. */
import type { DecodedBatch } from './batch-format.js';

export interface ChainPosition {
  readonly partitionId: number;
  readonly nextBatchNumber: number;
  readonly nextPosition: number;
  /** Hash of the last batch. */
  readonly hash: Uint8Array;
  /** Epoch of the last batch. */
  readonly epoch: number;
}

/** Why `batch` does not continue the chain, or undefined when it does. */
export function chainBreak(chain: ChainPosition, batch: DecodedBatch): string | undefined {
  if (batch.partitionId !== chain.partitionId) {
    return `the batch belongs to partition ${batch.partitionId}, not to ${chain.partitionId}`;
  }
  if (batch.batchNumber !== chain.nextBatchNumber) {
    return `batch ${batch.batchNumber} stands where batch ${chain.nextBatchNumber} is expected`;
  }
  if (batch.firstPosition !== chain.nextPosition) {
    return `the batch begins at position ${batch.firstPosition} instead of ${chain.nextPosition}`;
  }
  if (Buffer.compare(batch.previousHash, chain.hash) !== 0) {
    return `batch ${batch.batchNumber} does not follow the batch before it (its hash of it differs)`;
  }
  if (batch.epoch < chain.epoch) return `the leader epoch falls from ${chain.epoch} to ${batch.epoch}`;
  return undefined;
}

/** The chain with `batch` at its end. */
export function extendChain(chain: ChainPosition, batch: DecodedBatch): ChainPosition {
  return {
    partitionId: chain.partitionId,
    nextBatchNumber: batch.batchNumber + 1,
    nextPosition: batch.lastPosition + 1,
    hash: batch.hash,
    epoch: batch.epoch,
  };
}
