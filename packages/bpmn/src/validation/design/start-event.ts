// A start event has one trigger.
import { eventDefinitionsOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

export const startEventRule: Rule = function* (event) {
  if (eventDefinitionsOf(event).length > 1) yield "Start event can't have more than one type";
};
