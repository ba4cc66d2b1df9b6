// Runs one step of an element instance's life: the element's hook, and the incident when it fails (spec 10 §2.3).
// The same steps are run again when an incident is resolved, without repeating their first record.
import { raiseIncident } from '../behaviours/incidents.js';
import type { Failure } from '../failure.js';
import type { ElementContext } from './element.js';
import { contextOfInstance } from './transitions.js';

/** Everything of an activation after ELEMENT_ACTIVATING. */
export function continueActivation(context: ElementContext): void {
  raiseIfFailed(
    context,
    prepareInScope(context) ?? context.elements.processorOf(context.element).activate(context),
  );
}

/** Everything of a completion after ELEMENT_COMPLETING. */
export function continueCompletion(context: ElementContext): void {
  raiseIfFailed(context, context.elements.processorOf(context.element).complete(context));
}

/** Everything of a termination after ELEMENT_TERMINATING; it cannot fail. */
export function continueTermination(context: ElementContext): void {
  context.elements.processorOf(context.element).terminate(context);
}

/** A scope may have something to prepare for its child: a multi-instance body gives it its loop variables. */
function prepareInScope(context: ElementContext): Failure | undefined {
  const scope = context.processing.state.elementInstances.get(context.value.flowScopeKey);
  if (scope === undefined) return undefined;
  const scopeContext = contextOfInstance(context, scope);
  return context.elements
    .containerProcessorOf(scopeContext.element)
    .beforeChildActivates(scopeContext, context);
}

function raiseIfFailed(context: ElementContext, failure: Failure | undefined): void {
  if (failure !== undefined) raiseIncident(context, failure);
}
