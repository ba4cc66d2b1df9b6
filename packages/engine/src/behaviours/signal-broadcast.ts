// Broadcasts the signal of a throwing event (spec 11 §11.15, spec 12 §12.13.4).
import type { SignalEventDefinition } from '@grevy/bpmn';
import { DEFAULT_TENANT_ID } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { isFailure, type Failure } from '../failure.js';
import { localDocument } from '../state/variable-scopes.js';
import { evaluateString } from './expressions.js';

/** The signal carries the variables that are local to the event: the results of its input mappings. */
export function broadcastSignal(
  { processing, key }: ElementContext,
  { name }: SignalEventDefinition,
): Failure | undefined {
  const signalName = evaluateString(processing, name, key);
  if (isFailure(signalName)) return signalName;
  const variables = localDocument(processing.state, key);
  processing.followUp('SIGNAL', 'BROADCAST', processing.newKey(), {
    signalName,
    variables,
    tenantId: DEFAULT_TENANT_ID,
  });
  return undefined;
}
