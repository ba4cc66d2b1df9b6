// Terminates an element instance and everything inside of it in one step, as process instance modification does
// (spec 11 §11.16.2): events only, no commands, and nobody outside is told.
import type { ElementContext } from '../elements/element.js';
import { contextOfInstance, writeTerminated } from '../elements/transitions.js';
import { canTerminate, type ElementInstance } from '../state/element-instance.js';
import { unsubscribeFromEvents } from './event-subscriptions.js';
import { resolveElementIncident } from './incidents.js';
import { cancelJobOf } from './jobs.js';

export function terminateDirectly(context: ElementContext): void {
  const { processing, key, value } = context;
  if (canTerminate(processing.state.instanceOf(key))) {
    processing.event('PROCESS_INSTANCE', 'ELEMENT_TERMINATING', key, value);
  }
  cancelJobOf(context);
  resolveElementIncident(processing, key);
  unsubscribeFromEvents(context);
  for (const inner of innerInstances(context)) terminateDirectly(contextOfInstance(context, inner));
  writeTerminated(context);
}

/** The children of a scope, ascending by key; the called process of a call activity. */
function* innerInstances({ processing, key }: ElementContext): Generator<ElementInstance, void, undefined> {
  const { state } = processing;
  yield* state.childrenOf(key);
  const called = state.elementInstances.get(state.instanceOf(key).calledChildInstanceKey);
  if (called !== undefined) yield called;
}
