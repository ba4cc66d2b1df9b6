// Event-based gateways: what their flows may lead to.
import { eventDefinitionsOf, idOf, isBpmn } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';
import { duplicateMessageNames, duplicateSignalNames } from './catch-event-duplicates.js';

const CATCHABLE: ReadonlySet<string> = new Set([
  'messageEventDefinition',
  'timerEventDefinition',
  'signalEventDefinition',
]);

export const eventBasedGatewayRule: Rule = function* (gateway, document) {
  const outgoing = document.outgoingOf(gateway);
  const targets = outgoing.map((flow) => document.element(flow.attribute('targetRef')?.trim() ?? ''));
  const events = targets.filter((target) => target !== undefined);
  yield* duplicateMessageNames(events, document);
  yield* duplicateSignalNames(events, document);
  if (outgoing.length < 2) yield 'Event-based gateway must have at least 2 outgoing sequence flows.';
  const isCatchable = events.every(
    (event) =>
      isBpmn(event, 'intermediateCatchEvent') &&
      eventDefinitionsOf(event).length > 0 &&
      eventDefinitionsOf(event).every(({ localName }) => CATCHABLE.has(localName)),
  );
  if (!isCatchable) {
    yield 'Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.';
  }
  const hasOtherIncoming = events.some((event) =>
    document.incomingOf(event).some((flow) => flow.attribute('sourceRef')?.trim() !== idOf(gateway)),
  );
  if (hasOtherIncoming) {
    yield 'Target elements of an event gateway must not have any additional incoming sequence flows other than that from the event gateway.';
  }
};
