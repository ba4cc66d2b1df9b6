// Start events of sub-processes and event sub-processes.
import type { XmlElement } from '@grevy/xml';
import { childrenOf, eventDefinitionsOf, isEventSubProcess } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';
import { interruption } from './interruption.js';

const EVENT_SUB_PROCESS_STARTS: ReadonlySet<string> = new Set([
  'messageEventDefinition',
  'timerEventDefinition',
  'errorEventDefinition',
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
