// An element whose own records do not fit a batch: an incident instead of a ban (spec 10 §1.5.2).
import { NO_KEY, type EventIntentOf, type RecordOf } from '@grevy/protocol';
import { raiseIncident } from '../../behaviours/incidents.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import { Failure } from '../../failure.js';
import { BatchSizeExceededError } from '../../kernel/errors.js';
import type { Processing } from '../../kernel/processing.js';

/** Returns false for any other error, and for the process element, whose error is an unexpected one. */
export function raiseMessageSizeIncident(
  processing: Processing,
  { key, value }: RecordOf<'PROCESS_INSTANCE'>,
  error: unknown,
  state: EventIntentOf<'PROCESS_INSTANCE'>,
): boolean {
  if (!(error instanceof BatchSizeExceededError) || value.bpmnElementType === 'PROCESS') return false;
  const instanceKey = key === NO_KEY ? processing.newKey() : key;
  processing.event('PROCESS_INSTANCE', state, instanceKey, value);
  const message =
    `Expected to process element '${value.elementId}', but exceeded MAX_MESSAGE_SIZE limitation. ` +
    `If you have large or many variables consider reducing these.`;
  raiseIncident(
    contextOf(processing, ELEMENTS, instanceKey, value),
    new Failure('MESSAGE_SIZE_EXCEEDED', message),
  );
  return true;
}
