// Interrupting and non-interrupting events.
import type { XmlElement } from '@grevy/xml';
import { childOf, isBpmn, isInterrupting } from '../../document/bpmn-document.js';

const NON_INTERRUPTING: ReadonlySet<string> = new Set([
  'messageEventDefinition',
  'timerEventDefinition',
  'signalEventDefinition',
  'escalationEventDefinition',
]);

/** What holds for interrupting and non-interrupting events at the start of event sub-processes and at boundaries. */
export function* interruption(event: XmlElement, definitions: readonly XmlElement[]): Generator<string> {
  if (isInterrupting(event)) {
    const hasCycle = definitions.some(
      (definition) =>
        isBpmn(definition, 'timerEventDefinition') && childOf(definition, 'timeCycle') !== undefined,
    );
    if (hasCycle) yield 'Interrupting timer event with time cycle is not allowed.';
  } else if (definitions.some(({ localName }) => !NON_INTERRUPTING.has(localName))) {
    yield 'Non-Interrupting event of this type is not allowed';
  }
}
