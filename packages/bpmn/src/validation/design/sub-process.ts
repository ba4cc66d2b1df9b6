import type { XmlElement } from '@grevy/xml';
import {
  childOf,
  childrenOf,
  eventDefinitionsOf,
  isBpmn,
  isEventSubProcess,
  isInterrupting,
} from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

const EVENT_SUB_PROCESS_STARTS: ReadonlySet<string> = new Set([
  'messageEventDefinition',
  'timerEventDefinition',
  'errorEventDefinition',
  'signalEventDefinition',
  'escalationEventDefinition',
]);
export const NON_INTERRUPTING: ReadonlySet<string> = new Set([
  'messageEventDefinition',
  'timerEventDefinition',
  'signalEventDefinition',
  'escalationEventDefinition',
]);

export const subProcessRule: Rule = function* (subProcess) {
  const startEvents = childrenOf(subProcess, 'startEvent');
  if (startEvents.length !== 1) yield 'Must have exactly one start event';
  const [startEvent] = startEvents;
  if (startEvent === undefined) return;
  if (isEventSubProcess(subProcess)) yield* eventSubProcessStart(startEvent);
  else if (eventDefinitionsOf(startEvent).length > 0)
    yield 'Start events in subprocesses must be of type none';
};

function* eventSubProcessStart(startEvent: XmlElement): Generator<string> {
  const definitions = eventDefinitionsOf(startEvent);
  if (
    definitions.length === 0 ||
    definitions.some(({ localName }) => !EVENT_SUB_PROCESS_STARTS.has(localName))
  ) {
    yield 'Start events in event subprocesses must be one of: message, timer, error, signal, escalation';
  }
  yield* interruption(startEvent, definitions);
}

/** What holds for interrupting and non-interrupting events at the start of event sub-processes and at boundaries. */
export function* interruption(event: XmlElement, definitions: readonly XmlElement[]): Generator<string> {
  if (isInterrupting(event)) {
    const hasCycle = definitions.some(
      (definition) =>
        isBpmn(definition, 'timerEventDefinition') && childOf(definition, 'timeCycle') !== undefined,
    );
    if (hasCycle) yield 'Interrupting timer event with time cycle is not allowed.';
  } else if (definitions.some(({ localName }) => !NON_INTERRUPTING.has(localName))) {
    yield 'Non-Interrupting event of this type is not allowed';
  }
}
