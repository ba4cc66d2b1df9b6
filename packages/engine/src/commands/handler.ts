// The contract of a command handler. One command yields events and follow-up commands, or exactly one rejection
// (spec 10 §1.1).
import type { AnyRecord, RecordOf, ValueType } from '@grevy/protocol';
import type { Processing } from '../kernel/processing.js';

export interface CommandHandler<V extends ValueType> {
  process(processing: Processing, command: RecordOf<V>): void;
  /**
   * Answers an error of the batch that the command began, where that error is an expected one (spec 10 §1.5.2).
   * Returns false to leave it to the default: a rejection, and for banning intents an ERROR record.
   */
  onError?(processing: Processing, command: RecordOf<V>, error: unknown): boolean;
}

/** A handler as the kernel sees it: the table in handlers.ts gives it no other commands than its own. */
export interface AnyCommandHandler {
  process(processing: Processing, command: AnyRecord): void;
  onError?(processing: Processing, command: AnyRecord, error: unknown): boolean;
}
