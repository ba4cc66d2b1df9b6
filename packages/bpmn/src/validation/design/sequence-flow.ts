// Conditions of the flows that leave a deciding gateway.
import { childOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

/** Which of the flows that leave a deciding gateway need a condition. */
export const sequenceFlowRule: Rule = function* (flow, document) {
  for (const type of ['exclusiveGateway', 'inclusiveGateway']) {
    const gateway = document.reference(flow, 'sourceRef', type);
    if (gateway === undefined || document.outgoingOf(gateway).length < 2) continue;
    const isDefault = document.reference(gateway, 'default', 'sequenceFlow') === flow;
    if (isDefault || childOf(flow, 'conditionExpression') !== undefined) continue;
    yield type === 'exclusiveGateway' ? 'Must have a condition or be default flow' : 'Must have a condition';
  }
};
