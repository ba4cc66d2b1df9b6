import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64 } from '../src/base64.js';
import { type Key, keyFromText, makeKey, NO_KEY } from '../src/key.js';
import { estimateRecordSize, recordToJson } from '../src/record-json.js';
import type { AnyRecord } from '../src/record.js';
import type { AnyObjectSchema, FieldKind } from '../src/schema/description.js';
import { describedFields } from '../src/schema/field.js';
import { VALUE_TYPE_NAMES, VALUE_TYPES, type ValueType, valueTypeDescription } from '../src/value-types.js';
import { EMPTY_COMMAND_VALUE } from '../src/values/command-distribution.js';
import { arbitraryRecord } from './arbitrary-records.js';
import { JSON_EXAMPLES } from './json-examples.js';

/** The value that a JSON example shows. */
function valueFromJson(schema: AnyObjectSchema, json: object): object {
  const shown = new Map(Object.entries(json));
  return Object.fromEntries(
    describedFields(schema.describe).map(([name, field]) => [
      name,
      shown.has(name) ? fieldFromJson(field.kind, shown.get(name)) : field.defaultValue,
    ]),
  );
}

function fieldFromJson(kind: FieldKind, json: unknown): unknown {
  switch (kind.name) {
    case 'key':
    case 'keyOrCount':
      return keyFromText(String(json)) ?? json;
    case 'bytes':
      return new Uint8Array(Buffer.from(String(json), 'base64'));
    case 'document':
      return JSON.stringify(json);
    case 'list':
      return (json as unknown[]).map((element) => fieldFromJson(kind.element, element));
    case 'object':
      return valueFromJson(kind.schema, json as object);
    case 'variant': {
      const type = json === undefined || Object.keys(json as object).length === 0 ? 'EMPTY' : 'SIGNAL';
      const schema = kind.variants[type];
      return schema && { type, value: valueFromJson(schema, (json ?? {}) as object) };
    }
    default:
      return json;
  }
}

const toJson = (valueType: ValueType, value: object): unknown =>
  JSON.parse(valueTypeDescription(valueType).value.toJson(value as never));

describe('the examples of the specification', () => {
  const examples = VALUE_TYPE_NAMES.flatMap((valueType) =>
    (JSON_EXAMPLES[valueType] ?? []).map((example): [ValueType, object] => [valueType, example]),
  );

  test.each(examples)('%s', (valueType, example) => {
    expect(toJson(valueType, valueFromJson(VALUE_TYPES[valueType].value, example))).toEqual(example);
  });
});

const key: Key = makeKey(1, 7);
const keyJson = 2251799813685255;

describe('what a record without the optional fields shows', () => {
  test.each([
    [
      'DEPLOYMENT',
      {},
      {
        resources: [],
        processesMetadata: [],
        decisionsMetadata: [],
        decisionRequirementsMetadata: [],
        formMetadata: [],
        tenantId: '<default>',
      },
    ],
    [
      'DECISION_REQUIREMENTS',
      {},
      {
        decisionRequirementsId: '',
        decisionRequirementsName: '',
        decisionRequirementsVersion: -1,
        decisionRequirementsKey: -1,
        namespace: '',
        resourceName: '',
        checksum: '',
        resource: '',
        duplicate: false,
        tenantId: '<default>',
      },
    ],
    [
      'DECISION',
      {},
      {
        decisionId: '',
        decisionName: '',
        version: -1,
        decisionKey: -1,
        decisionRequirementsId: '',
        decisionRequirementsKey: -1,
        duplicate: false,
        tenantId: '<default>',
      },
    ],
    [
      'PROCESS',
      { bpmnProcessId: 'p', version: 1, processDefinitionKey: key, resourceName: 'p.bpmn' },
      {
        bpmnProcessId: 'p',
        version: 1,
        processDefinitionKey: keyJson,
        resourceName: 'p.bpmn',
        checksum: '',
        resource: '',
        duplicate: false,
        tenantId: '<default>',
      },
    ],
    ['DEPLOYMENT_DISTRIBUTION', { partitionId: 2 }, { partitionId: 2 }],
    ['MESSAGE_BATCH', { messageKeys: [key, NO_KEY] }, { messageKeys: [keyJson, -1] }],
    [
      'COMMAND_DISTRIBUTION',
      { partitionId: 1 },
      { partitionId: 1, valueType: 'NULL_VAL', intent: 'UNKNOWN', commandValue: null },
    ],
    [
      'COMMAND_DISTRIBUTION',
      { partitionId: 2, valueType: 'SIGNAL', intent: 'BROADCAST', commandValue: EMPTY_COMMAND_VALUE },
      { partitionId: 2, valueType: 'SIGNAL', intent: 'BROADCAST', commandValue: {} },
    ],
    [
      'PROCESS_INSTANCE_CREATION',
      { fetchVariables: ['secret'] },
      {
        bpmnProcessId: '',
        processDefinitionKey: -1,
        version: -1,
        processInstanceKey: -1,
        variables: {},
        startInstructions: [],
        tenantId: '<default>',
      },
    ],
    [
      'JOB_BATCH',
      { type: 't', variables: ['secret'] },
      {
        type: 't',
        worker: '',
        timeout: -1,
        maxJobsToActivate: -1,
        jobKeys: [],
        jobs: [],
        truncated: false,
        tenantIds: [],
      },
    ],
    ['CHECKPOINT', {}, { checkpointId: -1, checkpointPosition: -1 }],
  ] as const)('%s', (valueType, input, json) => {
    const schema: AnyObjectSchema = VALUE_TYPES[valueType].value;
    expect(toJson(valueType, schema.create(input))).toEqual(json);
  });

  test('the index of a batch is a key or a number', () => {
    const create = VALUE_TYPES.PROCESS_INSTANCE_BATCH.value.create;
    const batch = { processInstanceKey: key, batchElementInstanceKey: key };
    expect(toJson('PROCESS_INSTANCE_BATCH', create({ ...batch, index: key }))).toMatchObject({
      index: keyJson,
    });
    expect(toJson('PROCESS_INSTANCE_BATCH', create({ ...batch, index: 40 }))).toMatchObject({ index: 40 });
  });
});

describe('the envelope', () => {
  const record: AnyRecord = {
    position: 18,
    sourceRecordPosition: 4,
    key: makeKey(4, 1),
    timestamp: 1714557600123,
    recordType: 'COMMAND_REJECTION',
    valueType: 'MESSAGE_BATCH',
    intent: 'EXPIRE',
    rejectionType: 'NOT_FOUND',
    rejectionReason: 'no "such"\nmessage 😀',
    brokerVersion: '8.3.13',
    partitionId: 4,
    authorizedTenants: ['<default>', 'b'],
    recordVersion: 1,
    value: VALUE_TYPES.MESSAGE_BATCH.value.create({ messageKeys: [makeKey(4, 2)] }),
    processedInBatch: true,
    operationReference: undefined,
  };

  test('shows every field, and 64-bit integers as plain literals', () => {
    expect(recordToJson(record)).toBe(
      '{"position":18,"sourceRecordPosition":4,"key":9007199254740993,"timestamp":1714557600123,' +
        '"recordType":"COMMAND_REJECTION","valueType":"MESSAGE_BATCH","intent":"EXPIRE",' +
        '"rejectionType":"NOT_FOUND","rejectionReason":"no \\"such\\"\\nmessage \\uD83D\\uDE00",' +
        '"brokerVersion":"8.3.13","partitionId":4,"authorizations":{"authorized_tenants":["<default>","b"]},' +
        '"recordVersion":1,"value":{"messageKeys":[9007199254740994]}}',
    );
  });

  test('is valid JSON for every record, and the size is estimated as a positive number', () => {
    fc.assert(
      fc.property(arbitraryRecord, (arbitrary) => {
        const json = JSON.parse(recordToJson(arbitrary)) as { valueType: unknown; intent: unknown };
        expect([json.valueType, json.intent]).toEqual([arbitrary.valueType, arbitrary.intent]);
        expect(estimateRecordSize(arbitrary)).toBeGreaterThan(100);
      }),
      { numRuns: 500 },
    );
  });

  test('a larger value has a larger estimate', () => {
    const small = estimateRecordSize(record);
    const value = VALUE_TYPES.MESSAGE_BATCH.value.create({ messageKeys: [makeKey(4, 2), makeKey(4, 3)] });
    expect(estimateRecordSize({ ...record, value })).toBeGreaterThan(small);
  });
});

test('base64 is that of RFC 4648, with padding and without line feeds', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000, size: 'max' }), (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
});
