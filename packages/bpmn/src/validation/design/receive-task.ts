// Receive tasks: their message.
import { eventDefinitionsOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

export const receiveTaskRule: Rule = function* (task, document) {
  const message = document.reference(task, 'messageRef', 'message');
  if (message === undefined) {
    yield 'Must reference a message';
    return;
  }
  const boundaryNames = document
    .boundaryEventsOf(task)
    .flatMap(eventDefinitionsOf)
    .map((definition) => document.reference(definition, 'messageRef', 'message')?.attribute('name'));
  const name = message.attribute('name');
  if (name !== undefined && boundaryNames.includes(name)) {
    yield 'Cannot reference the same message name as a boundary event';
  }
};
