// Boundary events: what they are attached to, their flows and their one definition.
import { ACTIVITIES, SUB_PROCESSES } from '../../document/element-kinds.js';
import { eventDefinitionsOf, isBpmn } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';
import { interruption } from './interruption.js';

const SUPPORTED: ReadonlySet<string> = new Set([
  'timerEventDefinition',
  'messageEventDefinition',
  'errorEventDefinition',
  'signalEventDefinition',
  'escalationEventDefinition',
]);

export const boundaryEventRule: Rule = function* (event, document) {
  const attachedTo = attachedActivity(event, document);
  if (attachedTo === undefined) yield 'Must be attached to an activity';
  if (document.incomingOf(event).length > 0) yield 'Cannot have incoming sequence flows';
  if (document.outgoingOf(event).length === 0) yield 'Must have at least one outgoing sequence flow';
  const definitions = eventDefinitionsOf(event);
  if (definitions.length !== 1) yield 'Must have exactly one event definition';
  if (definitions.some(({ localName }) => !SUPPORTED.has(localName))) {
    yield 'Boundary events must be one of: timer, message, error, signal, escalation';
  }
  yield* interruption(event, definitions);
  const isEscalation = definitions.some((definition) => isBpmn(definition, 'escalationEventDefinition'));
  if (isEscalation && attachedTo !== undefined && !mayEscalate(attachedTo)) {
    yield 'An escalation boundary event should only be attached to a subprocess, or a call activity.';
  }
};

function attachedActivity(...[event, document]: Parameters<Rule>): string | undefined {
  for (const activity of ACTIVITIES) {
    if (document.reference(event, 'attachedToRef', activity) !== undefined) return activity;
  }
  return undefined;
}

function mayEscalate(activity: string): boolean {
  return SUB_PROCESSES.has(activity) || activity === 'callActivity';
}
