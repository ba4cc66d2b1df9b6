// Exclusive gateway: takes the first outgoing flow whose condition is true, else the default flow (spec 10 §4.3).
import type { ExclusiveGateway, SequenceFlow } from '@grevy/bpmn';
import { evaluateBoolean } from '../behaviours/expressions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { Failure, isFailure } from '../failure.js';
import type { ElementContext, ElementProcessor } from './element.js';
import {
  takeSequenceFlow,
  terminateAndInformScope,
  writeActivated,
  writeCompleted,
  writeCompleting,
} from './transitions.js';

export const NO_FLOW_MATCHES =
  'Expected at least one condition to evaluate to true, or to have a default flow';

export const exclusiveGateway: ElementProcessor<ExclusiveGateway> = {
  activate(context) {
    const flow = chooseFlow(context);
    if (isFailure(flow)) return flow;
    writeActivated(context);
    writeCompleting(context);
    const failure = writeCompleted(context);
    if (failure === undefined && flow !== undefined) takeSequenceFlow(context, flow);
    return failure;
  },

  complete() {
    return undefined;
  },

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};

/** The flow to take; undefined ends the path at a gateway without outgoing flows. */
function chooseFlow(context: ElementContext<ExclusiveGateway>): SequenceFlow | Failure | undefined {
  const { element, processing, key } = context;
  const [first] = element.outgoing;
  if (first === undefined) return undefined;
  if (element.outgoing.length === 1 && first.condition === undefined) return first;
  for (const flow of element.outgoing) {
    if (flow === element.defaultFlow || flow.condition === undefined) continue;
    const fulfilled = evaluateBoolean(processing, flow.condition, key);
    if (isFailure(fulfilled)) return fulfilled;
    if (fulfilled) return flow;
  }
  return element.defaultFlow ?? new Failure('CONDITION_ERROR', NO_FLOW_MATCHES);
}
