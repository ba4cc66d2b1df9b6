// XML namespaces that rules and the builder look at.
export const BPMN_NAMESPACE = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const ZEEBE_NAMESPACE = 'http://camunda.org/schema/zeebe/1.0';
