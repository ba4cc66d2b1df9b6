// Tokens that wait at joining gateways, counted by incoming flow in the scope (spec 10 §2.5).
import type { ExecutableProcess, FlowNode, InclusiveGateway, ParallelGateway } from '@grevy/bpmn';
import type { TakenSequenceFlow } from './element-instance.js';

export function joinsTokens(
  element: ExecutableProcess | FlowNode,
): element is ParallelGateway | InclusiveGateway {
  return element.elementType === 'PARALLEL_GATEWAY' || element.elementType === 'INCLUSIVE_GATEWAY';
}

export function withFlowTaken(
  flows: readonly TakenSequenceFlow[],
  gatewayId: string,
  sequenceFlowId: string,
): readonly TakenSequenceFlow[] {
  const index = flows.findIndex(
    (flow) => flow.gatewayId === gatewayId && flow.sequenceFlowId === sequenceFlowId,
  );
  const taken = flows[index];
  if (taken === undefined) return [...flows, { gatewayId, sequenceFlowId, count: 1 }];
  return flows.with(index, { ...taken, count: taken.count + 1 });
}

/** As if every incoming flow of the gateway had been taken once more. */
export function withAllFlowsTaken(
  flows: readonly TakenSequenceFlow[],
  gateway: ParallelGateway,
): readonly TakenSequenceFlow[] {
  return gateway.incoming.reduce((taken, flow) => withFlowTaken(taken, gateway.id, flow.id), flows);
}

/** One activation of a gateway consumes one token of every flow that has any. */
export function withTokensConsumed(
  flows: readonly TakenSequenceFlow[],
  gatewayId: string,
): readonly TakenSequenceFlow[] {
  return flows
    .map((flow) => (flow.gatewayId === gatewayId ? { ...flow, count: flow.count - 1 } : flow))
    .filter((flow) => flow.count > 0);
}

/** Distinct incoming flows of the gateway that hold a token. */
export function countTakenFlows(flows: readonly TakenSequenceFlow[], gatewayId: string): number {
  return flows.reduce((count, flow) => (flow.gatewayId === gatewayId ? count + 1 : count), 0);
}
