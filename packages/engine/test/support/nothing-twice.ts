// What a log must show whatever was delayed, lost, repeated or restarted.
import type { AnyRecord } from '@grevy/protocol';

/** What remains when all has ended: what was deployed. */
const LASTING_TABLES: ReadonlySet<string> = new Set([
  'process-definitions',
  'process-versions',
  'decisions',
  'decision-versions',
  'decision-requirements',
  'decision-requirements-versions',
  'message-start-event-subscriptions',
  'signal-subscriptions',
  'forms',
  'form-versions',
  'deleted-resources',
]);

/** Every violation found in the records of all partitions; empty if there is none. */
export function violationsOf(journal: readonly AnyRecord[]): readonly string[] {
  const events = journal.filter(({ recordType }) => recordType === 'EVENT');
  return [
    ...repeated(events.filter(isOf('JOB', 'COMPLETED')), ({ key }) => `job ${key} completed`),
    ...repeated(events.filter(isOf('TIMER', 'TRIGGERED')), ({ key }) => `timer ${key} triggered`),
    ...repeated(
      events.filter(isOf('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED')),
      ({ key }) => `${key} activated`,
    ),
    ...repeated(events.filter(isEnd), ({ key }) => `${key} ended`),
    ...repeated(events.flatMap(interruptingCorrelation), (text) => text),
    ...lost(events),
    ...journal.filter(isUnexpected).map(({ rejectionReason }) => `unexpected error: ${rejectionReason}`),
    ...events.filter(isOf('ERROR', 'CREATED')).map(({ position }) => `error at ${position}`),
  ];
}

/**
 * Messages that one process got more than once. Between partitions that is possible when an answer gets lost (spec 12
 * §12.6), else it is not.
 */
export function messagesCorrelatedTwice(journal: readonly AnyRecord[]): readonly string[] {
  const correlations = journal.flatMap((record) => {
    if (record.recordType !== 'EVENT' || record.intent !== 'CORRELATED') return [];
    switch (record.valueType) {
      case 'PROCESS_MESSAGE_SUBSCRIPTION':
      case 'MESSAGE_START_EVENT_SUBSCRIPTION':
        return [`message ${record.value.messageKey} to ${record.value.bpmnProcessId}`];
      default:
        return [];
    }
  });
  return repeated(correlations, (text) => text);
}

function isOf(valueType: AnyRecord['valueType'], intent: AnyRecord['intent']) {
  return (record: AnyRecord) => record.valueType === valueType && record.intent === intent;
}

function isEnd({ valueType, intent }: AnyRecord): boolean {
  return (
    valueType === 'PROCESS_INSTANCE' && (intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED')
  );
}

/** An element that a message interrupts, or that completes by it, gets it once. */
function interruptingCorrelation(record: AnyRecord): readonly string[] {
  if (record.valueType !== 'PROCESS_MESSAGE_SUBSCRIPTION' || record.intent !== 'CORRELATED') return [];
  const { elementInstanceKey, messageName, interrupting } = record.value;
  return interrupting ? [`${messageName} correlated to ${elementInstanceKey}`] : [];
}

/** Unexpected errors, but for those that 8.3 has as well. */
function isUnexpected({ rejectionType, valueType, intent, rejectionReason }: AnyRecord): boolean {
  if (rejectionType !== 'PROCESSING_ERROR') return false;
  // An error thrown for the job of a throw event.
  if (valueType === 'JOB' && intent === 'THROW_ERROR') return false;
  // Start instructions whose scopes cannot subscribe (spec 10 §1.5.3).
  return !(
    intent === 'CREATE_WITH_AWAITING_RESULT' &&
    rejectionReason.includes("message 'Expected to subscribe to catch event(s) of ")
  );
}

/** Tokens that came somewhere and never went on. */
function lost(events: readonly AnyRecord[]): readonly string[] {
  const ended = new Set(events.filter(isEnd).map(({ key }) => key));
  return events
    .filter(isOf('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING'))
    .filter(({ key }) => !ended.has(key))
    .map(({ key }) => `${key} lost`);
}

function repeated<T>(items: readonly T[], textOf: (item: T) => string): readonly string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const text of items.map(textOf)) {
    if (seen.has(text)) twice.push(`${text} twice`);
    seen.add(text);
  }
  return twice;
}

/** Names of the tables that are not empty although all has ended. */
export function leftovers(dump: ReadonlyMap<string, ReadonlyMap<unknown, unknown>>): readonly string[] {
  return [...dump].filter(([name, rows]) => rows.size > 0 && !LASTING_TABLES.has(name)).map(([name]) => name);
}
