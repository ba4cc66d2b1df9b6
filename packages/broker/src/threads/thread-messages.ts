// The messages between a broker and the thread of one of its partitions. Plain data and transferred buffers.
import type { RequestId } from '@grevy/engine';
import type { CommandOutcome } from '@grevy/protocol';
import type { PartitionSettings } from '../partition/partition-settings.js';
import type { PartitionOperation } from '../partition/partition-operation.js';
import type { PartitionStatus } from '../partition/partition-port.js';
import type { RecordBundle } from './record-bundle.js';

/** `workerData` of a partition's thread. */
export type PartitionThreadData = PartitionSettings;

/** A job stream as the engine of another thread needs to know it. */
export interface MirroredJobStream {
  readonly streamId: number;
  readonly jobType: string;
  readonly worker: string;
  readonly timeoutMs: number;
  readonly fetchVariables: readonly string[];
  readonly tenantIds: readonly string[];
}

/** An outcome that is no accepted record: those travel in a bundle. */
export interface RefusedOutcome {
  readonly requestId: RequestId;
  readonly outcome: Exclude<CommandOutcome, { readonly kind: 'accepted' }>;
}

export type ToPartitionThread =
  /** Command records; the tag is the request's id, 0 when nobody waits. */
  | { readonly kind: 'commands'; readonly commands: RecordBundle }
  | { readonly kind: 'forget'; readonly requestId: RequestId }
  | { readonly kind: 'stream-opened'; readonly stream: MirroredJobStream }
  | { readonly kind: 'stream-closed'; readonly streamId: number }
  /** The broker's questions; each is answered with the same number. */
  | { readonly kind: 'operate'; readonly question: number; readonly operation: PartitionOperation }
  | { readonly kind: 'checkpoint' | 'metrics' | 'close'; readonly question: number };

export type FromPartitionThread =
  | { readonly kind: 'opened'; readonly status: PartitionStatus }
  | { readonly kind: 'open-failed'; readonly message: string }
  /** Accepted commands as event records; the tag is the request's id. */
  | { readonly kind: 'accepted'; readonly responses: RecordBundle }
  | { readonly kind: 'refused'; readonly outcomes: readonly RefusedOutcome[] }
  | { readonly kind: 'jobs-available'; readonly jobTypes: readonly string[] }
  /** Activated jobs as event records; the tag is the stream's id. */
  | { readonly kind: 'push-jobs'; readonly jobs: RecordBundle }
  /** Commands for other partitions; the tag is the partition's id. */
  | { readonly kind: 'send-commands'; readonly commands: RecordBundle }
  | { readonly kind: 'status'; readonly status: PartitionStatus }
  | {
      readonly kind: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly fields: object;
      readonly message: string;
    }
  | {
      readonly kind: 'answer';
      readonly question: number;
      readonly metrics?: object[];
      readonly error?: string;
    };
