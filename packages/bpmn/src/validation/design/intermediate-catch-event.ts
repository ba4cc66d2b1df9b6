// Intermediate catch events: exactly one definition of a type that can be awaited.
import { childOf, eventDefinitionsOf, isBpmn } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

const SUPPORTED: ReadonlySet<string> = new Set([
  'messageEventDefinition',
  'timerEventDefinition',
  'signalEventDefinition',
  'linkEventDefinition',
]);

export const intermediateCatchEventRule: Rule = function* (event) {
  const definitions = eventDefinitionsOf(event);
  if (definitions.length !== 1) yield 'Must have exactly one event definition';
  if (definitions.some(({ localName }) => !SUPPORTED.has(localName))) {
    yield 'Event definition must be one of: message, timer, signal, or link';
  }
  for (const definition of definitions) {
    if (!isBpmn(definition, 'timerEventDefinition')) continue;
    const due = childOf(definition, 'timeDuration') ?? childOf(definition, 'timeDate');
    if (due === undefined) {
      yield 'Intermediate timer catch event must have either a time duration or a time date.';
    }
  }
};
