// Inclusive gateway: takes every outgoing flow whose condition is true, else the default flow (spec 10 §4.4).
// It forks only; a model that joins at one is refused at deployment.
import type { InclusiveGateway, SequenceFlow } from '@grevy/bpmn';
import { evaluateBoolean } from '../behaviours/expressions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { Failure, isFailure } from '../failure.js';
import type { ElementContext, ElementProcessor } from './element.js';
import { NO_FLOW_MATCHES } from './exclusive-gateway.js';
import {
  takeSequenceFlow,
  terminateAndInformScope,
  writeActivated,
  writeCompleted,
  writeCompleting,
} from './transitions.js';

export const inclusiveGateway: ElementProcessor<InclusiveGateway> = {
  activate(context) {
    const flows = chooseFlows(context);
    if (isFailure(flows)) return flows;
    writeActivated(context);
    writeCompleting(context);
    const failure = writeCompleted(context);
    if (failure !== undefined) return failure;
    for (const flow of flows) takeSequenceFlow(context, flow);
    return undefined;
  },

  complete() {
    return undefined;
  },

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};

/** All conditions are evaluated before anything is written, so the first failure leaves nothing half taken. */
function chooseFlows(context: ElementContext<InclusiveGateway>): readonly SequenceFlow[] | Failure {
  const { element, processing, key } = context;
  const [first] = element.outgoing;
  if (first === undefined) return [];
  if (element.outgoing.length === 1 && first.condition === undefined) return [first];
  const chosen: SequenceFlow[] = [];
  for (const flow of element.outgoing) {
    if (flow === element.defaultFlow || flow.condition === undefined) continue;
    const fulfilled = evaluateBoolean(processing, flow.condition, key);
    if (isFailure(fulfilled)) return fulfilled;
    if (fulfilled) chosen.push(flow);
  }
  if (chosen.length > 0) return chosen;
  return element.defaultFlow === undefined
    ? new Failure('CONDITION_ERROR', NO_FLOW_MATCHES)
    : [element.defaultFlow];
}
