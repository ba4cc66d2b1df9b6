// Conditions on flows belong to deciding gateways.
import { childOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

const MAY_HAVE_CONDITIONS: ReadonlySet<string> = new Set(['exclusiveGateway', 'inclusiveGateway']);

export const flowNodeRule: Rule = function* (node, document) {
  if (MAY_HAVE_CONDITIONS.has(node.localName)) return;
  if (document.outgoingOf(node).some((flow) => childOf(flow, 'conditionExpression') !== undefined)) {
    yield 'Conditional sequence flows are only supported at exclusive or inclusive gateway';
  }
};
