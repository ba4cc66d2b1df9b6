// An escalation needs a code if it is thrown.
import type { Rule } from '../rule.js';
import { referencesTo } from './references.js';

export const escalationRule: Rule = function* (escalation, document) {
  if (!referencesTo(escalation, document).isThrown) return;
  if (!escalation.attribute('escalationCode')) yield 'EscalationCode must be present and not empty';
};
