// 8.3 can fork at an inclusive gateway, not join.
import type { Rule } from '../rule.js';

export const inclusiveGatewayRule: Rule = function* (gateway, document) {
  if (document.incomingOf(gateway).length > 1) {
    yield 'Currently the inclusive gateway can only have one incoming sequence flow';
  }
};
