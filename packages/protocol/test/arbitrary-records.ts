/** Arbitrary values and records, made from the descriptions. */
import fc from 'fast-check';
import type { JsonDocument } from '../src/json-text.js';
import { keyFromInt64, makeKey, NO_KEY } from '../src/key.js';
import { MAX_KEY_COUNTER, MAX_PARTITIONS } from '../src/limits.js';
import { type AnyRecord, RECORD_TYPES } from '../src/record.js';
import { REJECTION_TYPES, type RejectionType } from '../src/rejections.js';
import type { AnyObjectSchema, FieldKind } from '../src/schema/description.js';
import { describedFields } from '../src/schema/field.js';
import { VALUE_TYPE_NAMES, VALUE_TYPES, type ValueType } from '../src/value-types.js';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('', 'a', 'id'),
);
const key = fc.oneof(
  fc.constant(NO_KEY),
  fc.nat(200).map((unused) => keyFromInt64(BigInt(unused)) ?? NO_KEY),
  fc
    .tuple(fc.integer({ min: 1, max: MAX_PARTITIONS }), fc.oneof(fc.nat(200), fc.nat(MAX_KEY_COUNTER)))
    .map(([partition, counter]) => makeKey(partition, counter)),
);
const integer = fc.oneof(fc.integer({ min: -70, max: 200 }), fc.maxSafeInteger());

function arbitraryOf(kind: FieldKind): fc.Arbitrary<unknown> {
  switch (kind.name) {
    case 'string':
    case 'identifier':
      return text;
    case 'int':
    case 'long':
      return integer;
    case 'key':
      return key;
    case 'keyOrCount':
      return fc.oneof(key, fc.nat());
    case 'boolean':
      return fc.boolean();
    case 'bytes':
      return fc.uint8Array();
    case 'document':
      return fc.dictionary(fc.string(), fc.nat()).map((object) => JSON.stringify(object));
    case 'jsonText':
      return fc.jsonValue().map((value) => JSON.stringify(value));
    case 'enumeration':
      return fc.constantFrom(...kind.names);
    case 'list':
      return fc.array(arbitraryOf(kind.element), { maxLength: 3 });
    case 'object':
      return arbitraryValue(kind.schema);
    case 'variant':
      return fc.oneof(
        fc.constant(null),
        ...Object.entries(kind.variants).map(([type, schema]) =>
          arbitraryValue(schema).map((value) => ({ type, value })),
        ),
      );
  }
}

/** Values of a schema: every field arbitrary, or left to its default. */
export function arbitraryValue(schema: AnyObjectSchema): fc.Arbitrary<object> {
  const arbitraries: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of describedFields(schema.describe)) {
    const arbitrary = arbitraryOf(field.kind);
    arbitraries[name] =
      field.presence === 'required' ? arbitrary : fc.oneof(fc.constant(field.defaultValue), arbitrary);
  }
  return fc.record(arbitraries, { noNullPrototype: true });
}

export const arbitraryDocument = fc
  .dictionary(fc.string(), fc.nat())
  .map((object) => JSON.stringify(object) as JsonDocument);

function arbitraryRecordOf(valueType: ValueType): fc.Arbitrary<AnyRecord> {
  return fc
    .record(
      {
        position: fc.nat(Number.MAX_SAFE_INTEGER),
        sourceRecordPosition: fc.integer({ min: -1, max: Number.MAX_SAFE_INTEGER }),
        key,
        timestamp: fc.nat(Number.MAX_SAFE_INTEGER),
        recordType: fc.constantFrom(...RECORD_TYPES),
        valueType: fc.constant(valueType),
        intent: fc.constantFrom(...Object.keys(VALUE_TYPES[valueType].intents)),
        rejectionType: fc.constantFrom(...(Object.keys(REJECTION_TYPES) as RejectionType[])),
        rejectionReason: text,
        brokerVersion: fc.constantFrom('8.3.13', '0.0.0'),
        partitionId: fc.integer({ min: 1, max: MAX_PARTITIONS }),
        authorizedTenants: fc.oneof(fc.constant(['<default>']), fc.array(text, { maxLength: 3 })),
        recordVersion: fc.oneof(fc.constant(1), fc.nat(300)),
        value: arbitraryValue(VALUE_TYPES[valueType].value),
        processedInBatch: fc.boolean(),
        operationReference: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), {
          nil: undefined,
        }),
      },
      { noNullPrototype: true },
    )
    .map(
      (record) =>
        // Only rejections have a reason.
        ({
          ...record,
          rejectionReason: record.rejectionType === 'NULL_VAL' ? '' : record.rejectionReason,
        }) as AnyRecord,
    );
}

/** Records of all value types, alike in number. */
export const arbitraryRecord: fc.Arbitrary<AnyRecord> = fc.oneof(...VALUE_TYPE_NAMES.map(arbitraryRecordOf));
