// What operators (and the broker itself) can ask of a partition. Plain data: it is also sent to partition threads.
import type { Key } from '@grevy/protocol';
import type { ClockSetting } from '../ports/adjustable-clock.js';

export type PartitionOperation =
  /** Commands are still written to the log, but not processed; survives a restart, as do the pauses of exporting. */
  | { readonly kind: 'pause-processing' }
  | { readonly kind: 'resume-processing' }
  | { readonly kind: 'pause-exporting' }
  /** Goes on exporting, but keeps the stored positions, so that the log stays as it is. */
  | { readonly kind: 'soft-pause-exporting' }
  | { readonly kind: 'resume-exporting' }
  /** Without disk space clients' commands are refused and nothing is processed or written. */
  | { readonly kind: 'disk-space'; readonly isEnough: boolean }
  | { readonly kind: 'ban-instance'; readonly processInstanceKey: Key }
  | { readonly kind: 'set-clock'; readonly setting: ClockSetting };
