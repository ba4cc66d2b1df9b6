// The default flow of an exclusive or inclusive gateway.
import { idOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

export const defaultFlowRule: Rule = function* (gateway, document) {
  const flow = document.reference(gateway, 'default', 'sequenceFlow');
  if (flow !== undefined && flow.attribute('sourceRef')?.trim() !== idOf(gateway)) {
    yield 'Default flow must start at gateway';
  }
};
