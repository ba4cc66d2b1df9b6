// Elements that cannot do without a `zeebe:` extension element.
import { extensionsOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

function exactlyOne(extension: string): Rule {
  return function* (element) {
    if (extensionsOf(element, extension).length !== 1) {
      yield `Must have exactly one 'zeebe:${extension}' extension element`;
    }
  };
}

function eitherOne(first: string, second: string): Rule {
  return function* (element) {
    if (extensionsOf(element, first).length + extensionsOf(element, second).length !== 1) {
      yield `Must have either one 'zeebe:${first}' or one 'zeebe:${second}' extension element`;
    }
  };
}

export const serviceTaskRule = exactlyOne('taskDefinition');
export const callActivityRule = exactlyOne('calledElement');
export const multiInstanceRule = exactlyOne('loopCharacteristics');
export const businessRuleTaskRule = eitherOne('calledDecision', 'taskDefinition');
export const scriptTaskRule = eitherOne('script', 'taskDefinition');
