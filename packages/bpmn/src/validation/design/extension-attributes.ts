// What has to be in the `zeebe:` extension elements themselves.
import type { Rule } from '../rule.js';

/** `defaults` are the values of attributes that are absent. */
function present(attributes: readonly string[], defaults: Readonly<Record<string, string>> = {}): Rule {
  return function* (extension) {
    for (const name of attributes) {
      if (!(extension.attribute(name) ?? defaults[name])) {
        yield `Attribute '${name}' must be present and not empty`;
      }
    }
  };
}

export const taskDefinitionRule = present(['type', 'retries'], { retries: '3' });
export const calledElementRule = present(['processId']);
export const correlationKeyRule = present(['correlationKey']);
export const calledDecisionRule = present(['decisionId', 'resultVariable']);
export const scriptRule = present(['expression', 'resultVariable']);

export const loopCharacteristicsRule: Rule = function* (loop, document) {
  yield* present(['inputCollection'])(loop, document);
  const hasCollection = Boolean(loop.attribute('outputCollection'));
  const hasElement = Boolean(loop.attribute('outputElement'));
  if (hasCollection && !hasElement) {
    yield "Attribute 'outputElement' must be present if the attribute 'outputCollection' is set";
  }
  if (hasElement && !hasCollection) {
    yield "Attribute 'outputCollection' must be present if the attribute 'outputElement' is set";
  }
};

export const formDefinitionRule: Rule = function* (form) {
  const given = ['formId', 'formKey'].filter((name) => (form.attribute(name) ?? '').trim() !== '');
  if (given.length !== 1) {
    yield "Exactly one of the attributes 'formId, formKey' must be present and not blank";
  }
};

export const userTaskFormRule: Rule = function* (form) {
  if (form.text().trim() === '') yield 'User task form text content has to be present and not empty';
};
