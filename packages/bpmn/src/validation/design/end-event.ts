// End events: no outgoing flows, at most one definition of a type that can be thrown.
import { eventDefinitionsOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

const SUPPORTED: ReadonlySet<string> = new Set([
  'errorEventDefinition',
  'messageEventDefinition',
  'terminateEventDefinition',
  'signalEventDefinition',
  'escalationEventDefinition',
]);

export const endEventRule: Rule = function* (event, document) {
  if (document.outgoingOf(event).length > 0) {
    yield 'End events must not have outgoing sequence flows to other elements.';
  }
  const definitions = eventDefinitionsOf(event);
  if (definitions.length > 1) yield 'Must have at most one event definition';
  if (definitions.some(({ localName }) => !SUPPORTED.has(localName))) {
    yield 'End events must be one of: none, error, message, terminate, signal, or escalation';
  }
};
