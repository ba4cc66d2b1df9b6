// What a batch causes outside the log. The broker carries it out only after the log has confirmed the batch
// (nothing is acknowledged before it is durable).
import type { AnyRecord, CommandRequest, Key, RejectionType, ResponseRecord, ValueOf } from '@grevy/protocol';

/** Names a waiting client request of this process; it is never written to the log. */
export type RequestId = number;

/** The answer to a client request: an event's content, or a rejection. */
export type EngineResponse =
  | {
      readonly kind: 'accepted';
      readonly requestId: RequestId;
      readonly record: ResponseRecord;
    }
  | {
      readonly kind: 'rejected';
      readonly requestId: RequestId;
      readonly intent: AnyRecord['intent'];
      readonly rejectionType: RejectionType;
      readonly reason: string;
    };

/** A job that was activated for a job stream and is to be pushed to its client (spec 13 §5). */
export interface JobPush {
  readonly key: Key;
  readonly job: ValueOf<'JOB'>;
  readonly streamId: number;
}

export type PostCommitTask =
  /** Wake waiting job-activation requests of the type (spec 13 §2.3). */
  | { readonly kind: 'jobs-available'; readonly jobType: string }
  | { readonly kind: 'push-job'; readonly push: JobPush }
  /** Write a command on another partition; it may get lost, the sender's checks repeat it (spec 12 §12). */
  | { readonly kind: 'send-command'; readonly command: CommandRequest }
  /** The scheduled checks may have new work that is due at this time (epoch ms). */
  | { readonly kind: 'due-date'; readonly dueDate: number };
