// Catch events of one owner (the boundary of an activity, the event sub-processes of a scope, an event-based gateway)
// that could not be told apart.
import type { XmlElement } from '@grevy/xml';
import { eventDefinitionsOf, isBpmn, type BpmnDocument } from '../../document/bpmn-document.js';
import { duplicatesOf } from '../duplicates.js';

export function* duplicateMessageNames(
  events: readonly XmlElement[],
  document: BpmnDocument,
): Generator<string> {
  const names = definitionsOf(events, 'messageEventDefinition').map((definition) =>
    document.reference(definition, 'messageRef', 'message')?.attribute('name'),
  );
  for (const name of duplicatesOf(names)) {
    yield `Multiple message event definitions with the same name '${name}' are not allowed.`;
  }
}

export function* duplicateSignalNames(
  events: readonly XmlElement[],
  document: BpmnDocument,
): Generator<string> {
  const names = definitionsOf(events, 'signalEventDefinition').map((definition) =>
    document.reference(definition, 'signalRef', 'signal')?.attribute('name'),
  );
  for (const name of duplicatesOf(names)) {
    yield `Multiple signal event definitions with the same name '${name}' are not allowed.`;
  }
}

export function* duplicateErrorCodes(
  events: readonly XmlElement[],
  document: BpmnDocument,
): Generator<string> {
  const errors = definitionsOf(events, 'errorEventDefinition').map((definition) =>
    document.reference(definition, 'errorRef', 'error'),
  );
  for (const code of duplicatesOf(errors.map((error) => error?.attribute('errorCode')))) {
    yield `Multiple error catch events with the same error code '${code}' are not supported on the same scope.`;
  }
  if (hasSeveralCatchAll(errors, 'errorCode')) {
    yield 'The same scope can not contain more than one error catch event without error code. An error catch event without error code catches all errors.';
  }
}

export function* duplicateEscalationCodes(
  events: readonly XmlElement[],
  document: BpmnDocument,
): Generator<string> {
  const escalations = definitionsOf(events, 'escalationEventDefinition').map((definition) =>
    document.reference(definition, 'escalationRef', 'escalation'),
  );
  for (const code of duplicatesOf(escalations.map((escalation) => escalation?.attribute('escalationCode')))) {
    yield `Multiple escalation catch events with the same escalation code '${code}' are not supported on the same scope.`;
  }
  if (hasSeveralCatchAll(escalations, 'escalationCode')) {
    yield 'The same scope can not contain more than one escalation catch event without escalation code. An escalation catch event without escalation code catches all escalations.';
  }
}

/** As in the reference, an event without reference and one without code are not held against each other. */
function hasSeveralCatchAll(referenced: readonly (XmlElement | undefined)[], code: string): boolean {
  const withoutReference = referenced.filter((element) => element === undefined);
  const withoutCode = referenced.filter(
    (element) => element?.attribute(code) === undefined && element !== undefined,
  );
  return withoutReference.length > 1 || withoutCode.length > 1;
}

function definitionsOf(events: readonly XmlElement[], type: string): readonly XmlElement[] {
  return events.flatMap(eventDefinitionsOf).filter((definition) => isBpmn(definition, type));
}
