// The record that describes a checkpoint: what position of the log it reflects and what it must contain.
//
// The digest of a table is the sum of the checksums of its entries. A lost entry, or an old one that came
// back intact, changes it: each entry alone would pass its own check.

import { CheckpointCorruptionError, CheckpointFormatError } from './checkpoint-error.js';
import { HEADER_KEY } from './entry-key.js';
import { isIntact, openValue, sealValue } from './entry-value.js';
import type { Environment } from './environment.js';

/** Grows with every change of the format; older formats stay readable. */
export const FORMAT_VERSION = 1;

/** Digests wrap here: sums stay exact. */
const DIGEST_RANGE = 2 ** 48;

export interface TableSummary {
  readonly count: number;
  readonly digest: number;
}

export interface CheckpointHeader {
  readonly formatVersion: number;
  readonly position: number;
  readonly metadata: Uint8Array;
  readonly tables: ReadonlyMap<string, TableSummary>;
}

export const EMPTY_HEADER: CheckpointHeader = {
  formatVersion: FORMAT_VERSION,
  position: 0,
  metadata: new Uint8Array(0),
  tables: new Map(),
};

/** A summary that follows the entries of a table as they come and go. */
export class RunningSummary implements TableSummary {
  count: number;
  digest: number;

  constructor(start: TableSummary = { count: 0, digest: 0 }) {
    this.count = start.count;
    this.digest = start.digest;
  }

  add(checksum: number): void {
    this.count++;
    this.digest = (this.digest + checksum) % DIGEST_RANGE;
  }

  remove(checksum: number): void {
    this.count--;
    this.digest = (this.digest - checksum + DIGEST_RANGE) % DIGEST_RANGE;
  }

  equals(other: TableSummary): boolean {
    return this.count === other.count && this.digest === other.digest;
  }
}

export function encodeHeader({ formatVersion, position, metadata, tables }: CheckpointHeader): Buffer {
  const summaries = [...tables].map(([table, { count, digest }]) => [table, count, digest]);
  const json = JSON.stringify({
    formatVersion,
    position,
    metadata: Buffer.from(metadata).toString('base64'),
    tables: summaries,
  });
  return sealValue(HEADER_KEY, Buffer.from(json));
}

/**
 * The header of the newest checkpoint; that of an empty one when there is none.
 * @throws CheckpointCorruptionError when it is damaged.
 * @throws CheckpointFormatError when a newer version wrote it.
 */
export function readHeader(environment: Environment, directory: string): CheckpointHeader {
  const sealed = environment.getBinary(HEADER_KEY);
  if (sealed === undefined) return EMPTY_HEADER;
  const content: unknown = isIntact(HEADER_KEY, sealed)
    ? JSON.parse(openValue(sealed).toString())
    : undefined;
  if (!isRecord(content) || typeof content['formatVersion'] !== 'number') {
    throw new CheckpointCorruptionError(directory, 'the header does not match its checksum');
  }
  const { formatVersion, position, metadata, tables } = content;
  if (formatVersion > FORMAT_VERSION)
    throw new CheckpointFormatError(directory, formatVersion, FORMAT_VERSION);
  if (typeof position !== 'number' || typeof metadata !== 'string' || !Array.isArray(tables)) {
    throw new CheckpointCorruptionError(directory, 'the header lacks a part');
  }
  return {
    formatVersion,
    position,
    metadata: new Uint8Array(Buffer.from(metadata, 'base64')),
    tables: new Map(tables.map(tableSummary)),
  };
}

function tableSummary(entry: unknown): [string, TableSummary] {
  const [table, count, digest]: unknown[] = Array.isArray(entry) ? entry : [];
  return [String(table), { count: Number(count), digest: Number(digest) }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
