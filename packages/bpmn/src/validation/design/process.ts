// Start events of a process.
import { childrenOf, eventDefinitionsOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';
import { duplicateSignalNames } from './catch-event-duplicates.js';

export const processRule: Rule = function* (process, document) {
  const startEvents = childrenOf(process, 'startEvent');
  if (startEvents.length === 0) yield 'Must have at least one start event';
  if (startEvents.filter((event) => eventDefinitionsOf(event).length === 0).length > 1) {
    yield 'Multiple none start events are not allowed';
  }
  yield* duplicateSignalNames(startEvents, document);
};
