import { childOf, eventDefinitionsOf, idOf, isBpmn } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';
import { duplicateMessageNames, duplicateSignalNames } from './catch-event-duplicates.js';

export const defaultFlowRule: Rule = function* (gateway, document) {
  const flow = document.reference(gateway, 'default', 'sequenceFlow');
  if (flow !== undefined && flow.attribute('sourceRef')?.trim() !== idOf(gateway)) {
    yield 'Default flow must start at gateway';
  }
};

export const inclusiveGatewayRule: Rule = function* (gateway, document) {
  if (document.incomingOf(gateway).length > 1) {
    yield 'Currently the inclusive gateway can only have one incoming sequence flow';
  }
};

export const conditionRule: Rule = function* (flow, document) {
  for (const type of ['exclusiveGateway', 'inclusiveGateway']) {
    const gateway = document.reference(flow, 'sourceRef', type);
    if (gateway === undefined || document.outgoingOf(gateway).length < 2) continue;
    const isDefault = document.reference(gateway, 'default', 'sequenceFlow') === flow;
    if (isDefault || childOf(flow, 'conditionExpression') !== undefined) continue;
    yield type === 'exclusiveGateway' ? 'Must have a condition or be default flow' : 'Must have a condition';
  }
};

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
