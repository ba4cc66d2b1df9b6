// Multi-instance body: the scope of the inner instances of an activity that runs once per item of a collection, in
// parallel or one after the other (spec 11 §11.8). It has the activity's flows and boundary events; the inner instances
// have its mappings and its work.
import type { MultiInstanceBody } from '@grevy/bpmn';
import { terminateOrActivateBoundaryEvent } from '../behaviours/boundary-events.js';
import { isCompletionConditionFulfilled } from '../behaviours/completion-condition.js';
import { subscribeToEvents, unsubscribeFromEvents } from '../behaviours/event-subscriptions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { evaluateInputCollection, setLoopVariables } from '../behaviours/loop-input.js';
import {
  collectOutput,
  createOutputCollection,
  propagateOutputCollection,
} from '../behaviours/loop-output.js';
import { isFailure } from '../failure.js';
import { isTerminating } from '../state/element-instance.js';
import { requestTerminationOfChildren } from './container.js';
import type { ContainerProcessor, ElementContext } from './element.js';
import { completeAndLeave, requestCompletion, valueFor } from './transitions.js';

export const multiInstanceBody: ContainerProcessor<MultiInstanceBody> = {
  activate(context) {
    const { processing, element, key, value } = context;
    const collection = evaluateInputCollection(processing, element, key);
    if (isFailure(collection)) return collection;
    const subscriptionFailure = subscribeToEvents(context);
    if (subscriptionFailure !== undefined) return subscriptionFailure;
    const loopCardinality = collection.length;
    processing.event('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', key, { ...value, loopCardinality });
    createOutputCollection(context, loopCardinality);
    if (loopCardinality === 0) requestCompletion(context);
    else if (element.loop.isSequential) activateNext(context);
    else activateAll(context, loopCardinality);
    return undefined;
  },

  complete(context) {
    unsubscribeFromEvents(context);
    propagateOutputCollection(context);
    return completeAndLeave(context);
  },

  terminate(context) {
    unsubscribeFromEvents(context);
    if (!requestTerminationOfChildren(context)) finishTermination(context);
  },

  beforeChildActivates: setLoopVariables,

  beforePathCompletes(context, inner) {
    const outputFailure = collectOutput(context, inner);
    if (outputFailure !== undefined) return outputFailure;
    const isFulfilled = isCompletionConditionFulfilled(context, inner);
    if (isFailure(isFulfilled)) return isFulfilled;
    const hasNext = context.element.loop.isSequential && hasNextItem(context);
    if (isFailure(hasNext)) return hasNext;
    if (isFulfilled) return 'endScope';
    return hasNext ? 'activateNext' : 'completeWhenIdle';
  },

  afterPathCompleted(context, end) {
    switch (end) {
      case 'activateNext':
        activateNext(context);
        break;
      case 'endScope':
        if (!requestTerminationOfChildren(context)) requestCompletion(context);
        break;
      case 'completeWhenIdle':
        if (isIdle(context)) requestCompletion(context);
    }
  },

  /** Inner instances of an active body terminate only because its completion condition is fulfilled. */
  afterChildTerminated(context) {
    const instance = context.processing.state.instanceOf(context.key);
    if (instance.childCount > 0) return;
    if (isTerminating(instance)) finishTermination(context);
    else requestCompletion(context);
  },
};

function activateNext(body: ElementContext<MultiInstanceBody>): void {
  const { processing, element, key, value } = body;
  const inner = valueFor(value, element.innerActivity, key);
  processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processing.newKey(), inner);
}

/** A batch command activates as many as fit, and is followed by another for the rest. */
function activateAll({ processing, key, value }: ElementContext<MultiInstanceBody>, count: number): void {
  processing.followUp('PROCESS_INSTANCE_BATCH', 'ACTIVATE', processing.newKey(), {
    processInstanceKey: value.processInstanceKey,
    batchElementInstanceKey: key,
    index: count,
  });
}

function hasNextItem({ processing, element, key }: ElementContext<MultiInstanceBody>) {
  const collection = evaluateInputCollection(processing, element, key);
  return isFailure(collection)
    ? collection
    : processing.state.instanceOf(key).loopCounter < collection.length;
}

/** Whether nothing is active, and nothing is still to be activated by a batch command that waits in the log. */
function isIdle({ processing, element, key }: ElementContext<MultiInstanceBody>): boolean {
  const { childCount, activatedChildren, loopCardinality } = processing.state.instanceOf(key);
  return childCount === 0 && (element.loop.isSequential || activatedChildren >= loopCardinality);
}

function finishTermination(context: ElementContext<MultiInstanceBody>): void {
  resolveElementIncident(context.processing, context.key);
  terminateOrActivateBoundaryEvent(context);
}
