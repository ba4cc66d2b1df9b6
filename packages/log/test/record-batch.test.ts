import { makeKey, NO_KEY, type AnyRecord } from '@grevy/protocol';
import { expect, test } from 'vitest';
import { decodeRecords, encodeRecords } from '../src/record-batch.js';

const variable = (position: number, name: string): AnyRecord => ({
  position,
  sourceRecordPosition: 1,
  key: makeKey(4, position),
  timestamp: 1_714_557_600_123,
  recordType: 'EVENT',
  valueType: 'TIMER',
  intent: 'CREATED',
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '8.3.13',
  partitionId: 4,
  authorizedTenants: ['<default>'],
  recordVersion: 1,
  value: {
    elementInstanceKey: NO_KEY,
    processInstanceKey: makeKey(4, 7),
    dueDate: 2 ** 52,
    targetElementId: name,
    repetitions: -1,
    processDefinitionKey: makeKey(4, 1),
    tenantId: '<default>',
  },
  processedInBatch: false,
  operationReference: undefined,
});

test('given records, then the payload gives them back, and payloads made before stay as they are', () => {
  const first = [variable(1, 'wait'), variable(2, 'wait'), variable(3, 'für immer')];
  const second = [variable(4, 'wait')];
  const payloads = [encodeRecords(first), encodeRecords(second), encodeRecords([])];

  expect(payloads.map(decodeRecords)).toEqual([first, second, []]);
});

test('given a payload that ends too early, then decoding fails', () => {
  const payload = encodeRecords([variable(1, 'wait')]);
  for (let length = 1; length < payload.length; length++) {
    expect(() => decodeRecords(payload.subarray(0, length))).toThrow(/batch ends|Expected/);
  }
});
