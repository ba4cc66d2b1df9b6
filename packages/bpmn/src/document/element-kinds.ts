// Groups of BPMN elements by their XML names, as far as rules are stated for a group (BPMN 2.0, clauses 8 and 10).
import { BPMN_TABLE } from '../schema/bpmn-table.js';

export type ElementNames = ReadonlySet<string>;

export const FLOW_ELEMENTS: ElementNames = new Set(
  Object.keys(BPMN_TABLE.substitutions?.['flowElement'] ?? {}),
);

export const SUB_PROCESSES: ElementNames = new Set(['subProcess', 'transaction', 'adHocSubProcess']);

export const ACTIVITIES: ElementNames = new Set([
  'task',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'userTask',
  'scriptTask',
  'businessRuleTask',
  'manualTask',
  'callActivity',
  ...SUB_PROCESSES,
]);

/** Events that can catch. */
export const CATCH_EVENTS: ElementNames = new Set(['startEvent', 'intermediateCatchEvent', 'boundaryEvent']);

export const THROW_EVENTS: ElementNames = new Set(['intermediateThrowEvent', 'endEvent']);

const GATEWAYS: ElementNames = new Set([
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
  'eventBasedGateway',
  'complexGateway',
]);

export const FLOW_NODES: ElementNames = new Set([
  ...ACTIVITIES,
  ...CATCH_EVENTS,
  ...THROW_EVENTS,
  ...GATEWAYS,
]);

/** What the engine executes, or may ignore. */
export const SUPPORTED_FLOW_ELEMENTS: ElementNames = new Set([
  ...[...FLOW_NODES].filter((name) => !['transaction', 'adHocSubProcess', 'complexGateway'].includes(name)),
  'sequenceFlow',
  'dataObject',
  'dataObjectReference',
  'dataStoreReference',
]);
