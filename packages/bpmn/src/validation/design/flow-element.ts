// Elements of processes that are not executed at all.
import { SUPPORTED_FLOW_ELEMENTS } from '../../document/element-kinds.js';
import type { Rule } from '../rule.js';

const COVERAGE_URL = 'https://docs.camunda.io/docs/components/modeler/bpmn/bpmn-coverage/';

export const flowElementRule: Rule = function* ({ localName }) {
  if (SUPPORTED_FLOW_ELEMENTS.has(localName)) return;
  const type = localName.charAt(0).toUpperCase() + localName.slice(1);
  yield `Elements of type '${type}' are currently not supported. Please refer to the documentation for a list of supported elements: ${COVERAGE_URL}`;
};
