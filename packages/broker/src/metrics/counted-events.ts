// Which events the metrics count one by one, and what they call them (spec 15 §12.1, spec 13 §12).
import type { AnyRecord } from '@grevy/protocol';

export const ELEMENT_ACTIONS: Readonly<Record<string, string | undefined>> = {
  ELEMENT_ACTIVATED: 'activated',
  ELEMENT_COMPLETED: 'completed',
  ELEMENT_TERMINATED: 'terminated',
};

export const JOB_ACTIONS: Readonly<Record<string, string | undefined>> = {
  CREATED: 'created',
  COMPLETED: 'completed',
  TIMED_OUT: 'timed out',
  FAILED: 'failed',
  CANCELED: 'canceled',
  ERROR_THROWN: 'error thrown',
};

/** Whether the metrics count this event by itself. */
export function isCountedEvent(record: AnyRecord): boolean {
  if (record.recordType !== 'EVENT') return false;
  switch (record.valueType) {
    case 'PROCESS_INSTANCE':
      return record.intent in ELEMENT_ACTIONS;
    case 'JOB':
      return record.intent in JOB_ACTIONS;
    default:
      return ['PROCESS_INSTANCE_CREATION', 'JOB_BATCH', 'INCIDENT', 'DECISION_EVALUATION'].includes(
        record.valueType,
      );
  }
}
