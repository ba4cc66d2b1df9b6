// The schema that every deployed BPMN file has to follow.
import { defineSchema, type Schema } from '@grevy/xml';
import { BPMN_TABLE } from './bpmn-table.js';
import { BPMN_DI_TABLE, DC_TABLE, DI_TABLE } from './diagram-tables.js';

export const BPMN_SCHEMA: Schema = defineSchema({
  bpmn: BPMN_TABLE,
  bpmndi: BPMN_DI_TABLE,
  di: DI_TABLE,
  dc: DC_TABLE,
});
