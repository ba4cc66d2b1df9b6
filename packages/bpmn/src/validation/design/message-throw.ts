// Send tasks, message throw events and message end events: a job, or `zeebe:publishMessage`.
import type { XmlElement } from '@grevy/xml';
import { eventDefinitionsOf, extensionsOf, isBpmn, type BpmnDocument } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

export const sendTaskRule: Rule = function* (task, document) {
  yield* publication(task, task, document);
};

export const messageThrowEventRule: Rule = function* (event, document) {
  const definition = eventDefinitionsOf(event).find((child) => isBpmn(child, 'messageEventDefinition'));
  if (definition !== undefined) yield* publication(event, definition, document);
};

/** `referring` is what has the `messageRef`. */
function* publication(element: XmlElement, referring: XmlElement, document: BpmnDocument): Generator<string> {
  const publishing = extensionsOf(element, 'publishMessage').length;
  if (publishing + extensionsOf(element, 'taskDefinition').length !== 1) {
    yield "Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element";
  }
  if (publishing > 0 && document.reference(referring, 'messageRef', 'message') === undefined) {
    yield 'Must reference a message';
  }
}
