import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BatchReader } from '../src/codec/batch-reader.js';
import { BatchWriter } from '../src/codec/batch-writer.js';
import { DecodeError } from '../src/codec/decode-error.js';
import { makeKey } from '../src/key.js';
import { decodeRecord, encodeRecord } from '../src/record-codec.js';
import type { AnyRecord, RecordOf } from '../src/record.js';
import { object } from '../src/schema/object.js';
import { VALUE_TYPES } from '../src/value-types.js';
import { arbitraryRecord } from './arbitrary-records.js';

function encode(records: readonly AnyRecord[], writer = new BatchWriter()): Uint8Array {
  writer.reset();
  for (const record of records) encodeRecord(writer, record);
  return writer.bytes().slice();
}

function decode(bytes: Uint8Array): AnyRecord[] {
  const reader = new BatchReader(bytes);
  const records: AnyRecord[] = [];
  while (!reader.atEnd) records.push(decodeRecord(reader));
  return records;
}

function signal(changes: Partial<RecordOf<'SIGNAL'>> = {}): RecordOf<'SIGNAL'> {
  return {
    position: 7,
    sourceRecordPosition: 5,
    key: makeKey(1, 3),
    timestamp: 1_714_557_600_123,
    recordType: 'EVENT',
    valueType: 'SIGNAL',
    intent: 'BROADCASTED',
    rejectionType: 'NULL_VAL',
    rejectionReason: '',
    brokerVersion: '8.3.13',
    partitionId: 1,
    authorizedTenants: ['<default>'],
    recordVersion: 1,
    value: VALUE_TYPES.SIGNAL.value.create({ signalName: 'alarm' }),
    processedInBatch: false,
    operationReference: undefined,
    ...changes,
  };
}

describe('round trip', () => {
  test('what is decoded is what was encoded, for every value type', () => {
    const writer = new BatchWriter();
    fc.assert(
      fc.property(fc.array(arbitraryRecord, { maxLength: 6 }), (records) => {
        expect(decode(encode(records, writer))).toStrictEqual(records);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the order in which a value was built does not matter', () => {
    const { value } = signal();
    const reversed = { tenantId: value.tenantId, variables: value.variables, signalName: value.signalName };
    expect(encode([signal({ value: reversed })])).toEqual(encode([signal()]));
  });

  test('strings and keys that repeat are written once', () => {
    const other = VALUE_TYPES.SIGNAL.value.create({ signalName: 'alarm' });
    const one = encode([signal()]);
    const two = encode([signal(), signal({ position: 8, value: other })]);
    expect(two.length - one.length).toBeLessThan(8);
  });

  test('a value that several records share is written once, and shared again', () => {
    const { value } = signal();
    const [first, second] = decode(encode([signal({ value }), signal({ position: 8, value })]));
    expect(second?.value).toBe(first?.value);
  });
});

describe('damaged bytes', () => {
  test('a batch that is cut off is an error at every length inside a record', () => {
    const bytes = encode([signal()]);
    for (let length = 1; length < bytes.length; length++) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(DecodeError);
    }
  });

  test('any bytes end in records or in a decode error', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryRecord, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(255),
        (records, at, byte) => {
          const bytes = encode(records);
          bytes[at % bytes.length] = byte;
          try {
            decode(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(DecodeError);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('a list that claims more elements than there are bytes is an error, not a long wait', () => {
    const schema = object((field) => ({ keys: field.keys() }));
    const writer = new BatchWriter();
    writer.writeByte(1);
    writer.writeUnsigned(2 ** 52);
    expect(() => schema.decode(new BatchReader(writer.bytes()))).toThrow(DecodeError);
  });
});

describe('what a newer version wrote', () => {
  test('an unknown value type is named together with the record version', () => {
    const bytes = encode([signal({ recordVersion: 9 })]);
    bytes[1] = 99;
    expect(() => decode(bytes)).toThrow('value type, but was id 99 in record version 9');
  });

  test('an unknown intent is named together with the value type', () => {
    const bytes = encode([signal()]);
    bytes[2] = 77;
    expect(() => decode(bytes)).toThrow('intent of SIGNAL, but was number 77');
  });

  test('an object with more fields is refused, one with fewer gets the defaults', () => {
    const older = object((field) => ({ name: field.string() }));
    const newer = object((field) => ({
      ...older.describe(field),
      count: field.int(3),
      label: field.string('none'),
    }));
    const writer = new BatchWriter();
    older.encode(writer, { name: 'a' });
    expect(newer.decode(new BatchReader(writer.bytes()))).toEqual({ name: 'a', count: 3, label: 'none' });

    writer.reset();
    newer.encode(writer, { name: 'a', count: 4, label: 'none' });
    expect(() => older.decode(new BatchReader(writer.bytes()))).toThrow('a newer version wrote it');
  });

  test('a required field that is missing is named', () => {
    const schema = object((field) => ({ name: field.string() }));
    expect(() => schema.decode(new BatchReader(new Uint8Array([0])))).toThrow('Expected the field name');
  });
});

test('a number that could not be read back exactly is refused', () => {
  const writer = new BatchWriter();
  for (const value of [2 ** 53, 0.5, NaN, Infinity]) {
    expect(() => {
      writer.writeSigned(value);
    }).toThrow(RangeError);
  }
});

test('an object has a limited number of fields', () => {
  expect(() =>
    object((field) =>
      Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`f${index}`, field.int()])),
    ),
  ).toThrow('MAX_STORED_FIELDS');
});
