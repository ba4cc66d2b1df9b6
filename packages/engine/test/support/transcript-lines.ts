// Records as lines of a transcript: everything that matters of a record, keys counted from the partition's first one.
//
//   E JOB CREATED k9 type=charge retries=3 elementId=charge elementInstanceKey=k8
//
// What every record of an instance repeats (process id, version, definition, instance, tenant) is left out where it is
// what the instance says; `assertInstanceFields` checks those fields instead.
import {
  counterOfKey,
  DEFAULT_TENANT_ID,
  partitionOfKey,
  VALUE_TYPES,
  type AnyRecord,
  type Key,
} from '@grevy/protocol';
import type { EngineResponse } from '../../src/index.js';

const RECORD_LETTERS = { COMMAND: 'C', EVENT: 'E', COMMAND_REJECTION: 'R' } as const;

const REPEATED_FIELDS: ReadonlySet<string> = new Set([
  'bpmnProcessId',
  'version',
  'processDefinitionVersion',
  'processDefinitionKey',
  'processInstanceKey',
  'parentProcessInstanceKey',
  'tenantId',
]);

const BYTES = 'bytes';

export function recordLine(record: AnyRecord): string {
  const parts = [RECORD_LETTERS[record.recordType], record.valueType, record.intent, keyText(record.key)];
  if (record.intent === 'ELEMENT_MIGRATED') parts.push(...otherFields(record));
  else if (record.valueType === 'PROCESS_INSTANCE') parts.push(...elementFields(record.value));
  else parts.push(...otherFields(record));
  if (record.recordType === 'COMMAND_REJECTION') {
    parts.push(`${record.rejectionType} ${JSON.stringify(record.rejectionReason)}`);
  }
  return parts.filter((part) => part !== '').join(' ');
}

export function responseLine(response: EngineResponse | undefined): string {
  if (response === undefined) return '< (no answer)';
  if (response.kind === 'rejected') return `< ${response.rejectionType} ${JSON.stringify(response.reason)}`;
  const { valueType, intent, key, value } = response.record;
  return `< ${recordLine({ ...ENVELOPE, valueType, intent, key, value } as AnyRecord).slice(2)}`;
}

const ENVELOPE = {
  position: 0,
  sourceRecordPosition: -1,
  timestamp: 0,
  recordType: 'EVENT',
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '',
  partitionId: 1,
  authorizedTenants: [DEFAULT_TENANT_ID],
  recordVersion: 1,
  processedInBatch: false,
  operationReference: undefined,
};

type ProcessInstanceValue = Extract<AnyRecord, { valueType: 'PROCESS_INSTANCE' }>['value'];

function elementFields(value: ProcessInstanceValue): string[] {
  const eventType = value.bpmnEventType === 'UNSPECIFIED' ? '' : `/${value.bpmnEventType}`;
  const type = value.bpmnElementType === 'UNSPECIFIED' ? '' : `${value.bpmnElementType}${eventType}`;
  return [
    value.elementId,
    type,
    value.flowScopeKey > 0 ? `in ${keyText(value.flowScopeKey)}` : '',
    value.parentElementInstanceKey > 0 ? `calledBy ${keyText(value.parentElementInstanceKey)}` : '',
    isCalledProcess(value)
      ? `version=${value.version} parent=${keyText(value.parentProcessInstanceKey)}`
      : '',
  ];
}

/** The record that says which version of which process is called. */
function isCalledProcess(value: ProcessInstanceValue): boolean {
  return value.bpmnElementType === 'PROCESS' && value.parentElementInstanceKey > 0;
}

function otherFields(record: AnyRecord): string[] {
  const schema = VALUE_TYPES[record.valueType].value;
  const defaults = defaultsOf(schema);
  const fields: string[] = [];
  for (const [name, value] of Object.entries(record.value)) {
    if (REPEATED_FIELDS.has(name) && !showsAllFields(record)) continue;
    if (name === 'stacktrace') continue;
    if (name === 'tenantId' && value === DEFAULT_TENANT_ID) continue;
    const text = fieldText(value);
    if (text !== defaults.get(name)) fields.push(`${name}=${text}`);
  }
  return fields;
}

/** Records that introduce the fields which others only repeat, and those of which only some have them. */
const SHOWN_WITH_ALL_FIELDS: ReadonlySet<string> = new Set([
  'PROCESS',
  'DEPLOYMENT',
  'PROCESS_INSTANCE_CREATION',
  'PROCESS_INSTANCE_MIGRATION',
  'PROCESS_INSTANCE_MODIFICATION',
  'DECISION',
  'DECISION_EVALUATION',
  'DECISION_REQUIREMENTS',
  'FORM',
  'MESSAGE_SUBSCRIPTION',
  'PROCESS_MESSAGE_SUBSCRIPTION',
  'MESSAGE_START_EVENT_SUBSCRIPTION',
]);

/** Of a migration every field matters: it changes those that other records repeat. */
const MIGRATED: ReadonlySet<string> = new Set(['MIGRATED', 'ELEMENT_MIGRATED']);

export function showsAllFields(record: AnyRecord): boolean {
  const isOfStartEvent =
    (record.valueType === 'TIMER' && record.value.elementInstanceKey < 0) ||
    (record.valueType === 'SIGNAL_SUBSCRIPTION' && record.value.catchEventInstanceKey < 0) ||
    (record.valueType === 'PROCESS_EVENT' && record.value.scopeKey === record.value.processDefinitionKey);
  return isOfStartEvent || MIGRATED.has(record.intent) || SHOWN_WITH_ALL_FIELDS.has(record.valueType);
}

function defaultsOf(schema: { create(input: never): unknown }): ReadonlyMap<string, string> {
  try {
    const value: unknown = schema.create({} as never);
    return new Map(Object.entries(value ?? {}).map(([name, field]) => [name, fieldText(field)]));
  } catch {
    return new Map();
  }
}

function fieldText(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return /^[\w.<>-]+$/.test(value) ? value : JSON.stringify(value);
  if (value instanceof Uint8Array) return value.length === 0 ? 'none' : BYTES;
  if (Array.isArray(value)) return `[${value.map(fieldText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(
      ([name, field]) =>
        field !== -1 &&
        field !== '' &&
        field !== '{}' &&
        !(name === 'tenantId' && field === DEFAULT_TENANT_ID),
    );
    return `{${fields.map(([name, field]) => `${name}=${fieldText(field)}`).join(' ')}}`;
  }
  return String(value);
}

/** Numbers beyond 2^45 are keys; below they are what they are. */
function numberText(value: number): string {
  return value >= 2 ** 45 ? keyText(value as Key) : String(value);
}

function keyText(key: Key): string {
  if (key < 0) return '-';
  const partitionId = partitionOfKey(key);
  return partitionId === 1 ? `k${counterOfKey(key)}` : `k${counterOfKey(key)}@${partitionId}`;
}
