/** The record: one entry of a partition's log, with the envelope around its value (spec 03 §1). */
import type { Key } from './key.js';
import type { RejectionType } from './rejections.js';
import type { IntentOf, ValueOf, ValueType } from './value-types.js';

/** Record types; the index is the stored id. */
export const RECORD_TYPES = ['EVENT', 'COMMAND', 'COMMAND_REJECTION'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** A record of one value type. */
export interface RecordOf<V extends ValueType> {
  /** From 1, without gaps. */
  readonly position: number;
  /** Position of the log command whose processing wrote this record; -1 if none did. */
  readonly sourceRecordPosition: number;
  readonly key: Key;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly recordType: RecordType;
  readonly valueType: V;
  readonly intent: IntentOf<V>;
  /** `NULL_VAL` on every command and event. */
  readonly rejectionType: RejectionType;
  readonly rejectionReason: string;
  /** `major.minor.patch` of the software that wrote the record. */
  readonly brokerVersion: string;
  readonly partitionId: number;
  readonly authorizedTenants: readonly string[];
  /** Version of the event semantics: chooses the applier on replay. */
  readonly recordVersion: number;
  readonly value: ValueOf<V>;
  /** A command that was processed in the batch that wrote it. Internal: not in JSON. */
  readonly processedInBatch: boolean;
  /**
   * What the client that caused the record calls its operation, a signed 64-bit integer; undefined if it said nothing
   * (spec 01 §1.4).
   */
  readonly operationReference: bigint | undefined;
}

/** A record of any value type; `valueType` tells which. */
export type AnyRecord = { [V in ValueType]: RecordOf<V> }[ValueType];

/** What answers a command. */
export type ResponseRecord = {
  [V in ValueType]: {
    readonly valueType: V;
    readonly intent: IntentOf<V>;
    readonly key: Key;
    readonly value: ValueOf<V>;
  };
}[ValueType];
