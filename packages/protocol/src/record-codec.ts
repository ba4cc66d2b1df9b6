/**
 * The binary form of records inside a batch.
 *
 * Most records of a batch share their envelope with the record before, but for the position, which is the next;
 * one flag says so. And many carry the very value object that the record before of their value type had (an
 * element instance on its way through its life cycle); another flag says so, and the reader shares the object, too.
 */
import type { BatchReader } from './codec/batch-reader.js';
import type { BatchWriter } from './codec/batch-writer.js';
import { DEFAULT_TENANT_ID } from './enums.js';
import { type AnyRecord, RECORD_TYPES, type RecordType } from './record.js';
import { REJECTION_TYPES, rejectionTypeById } from './rejections.js';
import { intentByNumber, type ValueType, valueTypeById, valueTypeDescription } from './value-types.js';

const RECORD_TYPE_MASK = 0b11;
/** In place of the record type: a second byte follows, with the record type and further flags. */
const EXTENDED = 0b11;
const PROCESSED_IN_BATCH = 1 << 2;
const REJECTION = 1 << 3;
const OTHER_TENANTS = 1 << 4;
const OTHER_RECORD_VERSION = 1 << 5;
const ENVELOPE_CONTINUES = 1 << 6;
const SAME_VALUE = 1 << 7;

/** Flag of the second byte. */
const OPERATION_REFERENCE = 1 << 2;

const FIRST_RECORD_VERSION = 1;
const DEFAULT_TENANTS: readonly string[] = Object.freeze([DEFAULT_TENANT_ID]);

/**
 * Appends a record to a batch.
 * @throws RangeError if a number is no safe integer. The batch holds half a record then: `reset` the writer.
 */
export function encodeRecord(writer: BatchWriter, record: AnyRecord): void {
  const { authorizedTenants, valueType, value, operationReference } = record;
  const { id: valueTypeId, value: schema, intents } = valueTypeDescription(valueType);
  const intent = intents[record.intent];
  if (intent === undefined) throw new RangeError(`${valueType} has no intent ${record.intent}`);
  const otherTenants = authorizedTenants.length !== 1 || authorizedTenants[0] !== DEFAULT_TENANT_ID;
  const envelopeContinues = continuesEnvelope(writer, record);
  const sameValue = writer.previousValues[valueTypeId] === value;

  const extended = operationReference !== undefined;
  writer.writeByte(
    (extended ? EXTENDED : recordTypeId(record.recordType)) |
      (record.processedInBatch ? PROCESSED_IN_BATCH : 0) |
      (record.rejectionType === 'NULL_VAL' ? 0 : REJECTION) |
      (otherTenants ? OTHER_TENANTS : 0) |
      (record.recordVersion === FIRST_RECORD_VERSION ? 0 : OTHER_RECORD_VERSION) |
      (envelopeContinues ? ENVELOPE_CONTINUES : 0) |
      (sameValue ? SAME_VALUE : 0),
  );
  if (extended) writer.writeByte(recordTypeId(record.recordType) | OPERATION_REFERENCE);
  writer.writeByte(valueTypeId);
  writer.writeByte(intent.number);
  writer.writeKey(record.key);
  if (envelopeContinues) writer.previous.position = record.position;
  else writeEnvelope(writer, record);
  if (record.rejectionType !== 'NULL_VAL') {
    writer.writeByte(REJECTION_TYPES[record.rejectionType].id);
    writer.writeString(record.rejectionReason);
  }
  if (otherTenants) {
    writer.writeUnsigned(authorizedTenants.length);
    for (const tenant of authorizedTenants) writer.writeIdentifier(tenant);
  }
  if (record.recordVersion !== FIRST_RECORD_VERSION) writer.writeUnsigned(record.recordVersion);
  if (extended) writeInt64(writer, operationReference);
  if (!sameValue) {
    schema.encode(writer, value);
    writer.previousValues[valueTypeId] = value;
  }
}

/**
 * Reads the next record of a batch.
 * @throws DecodeError if the bytes are damaged, or if a newer version wrote the record.
 */
export function decodeRecord(reader: BatchReader): AnyRecord {
  const flags = reader.readByte();
  const extended = (flags & RECORD_TYPE_MASK) === EXTENDED;
  const extension = extended ? reader.readByte() : flags & RECORD_TYPE_MASK;
  const recordType = RECORD_TYPES[extension & RECORD_TYPE_MASK];
  if (recordType === undefined) throw reader.error('Expected a record type from 0 to 2, but was 3');
  if (extended && extension >> 2 !== OPERATION_REFERENCE >> 2) {
    throw reader.error(`Expected known flags of a record, but was ${extension}: a newer version wrote it`);
  }
  const valueTypeId = reader.readByte();
  const intentNumber = reader.readByte();
  const key = reader.readKey();
  const { previous } = reader;
  if ((flags & ENVELOPE_CONTINUES) !== 0) {
    if (previous.position < 0) throw reader.error('Expected an envelope, but the first record has none');
    previous.position++;
  } else {
    previous.position = reader.readSigned();
    previous.sourceRecordPosition = reader.readSigned();
    previous.timestamp = reader.readSigned();
    previous.partitionId = reader.readUnsigned();
    previous.brokerVersion = reader.readIdentifier();
  }
  const rejected = (flags & REJECTION) !== 0;
  const rejectionType = rejected ? readRejectionType(reader) : 'NULL_VAL';
  const rejectionReason = rejected ? reader.readString() : '';
  const authorizedTenants = (flags & OTHER_TENANTS) !== 0 ? readTenants(reader) : DEFAULT_TENANTS;
  const recordVersion = (flags & OTHER_RECORD_VERSION) !== 0 ? reader.readUnsigned() : FIRST_RECORD_VERSION;

  const operationReference = extended ? readInt64(reader) : undefined;

  const valueType = valueTypeById(valueTypeId);
  if (valueType === undefined) {
    throw reader.error(
      `Expected a known value type, but was id ${valueTypeId} in record version ${recordVersion}: a newer version wrote it`,
    );
  }
  const intent = intentByNumber(valueType, intentNumber);
  if (intent === undefined) {
    throw reader.error(
      `Expected an intent of ${valueType}, but was number ${intentNumber} in record version ${recordVersion}: a newer version wrote it`,
    );
  }
  const value = readValue(reader, valueType, (flags & SAME_VALUE) !== 0);
  // The parts of the union were read together, by the schema and the intents of this value type.
  return {
    position: previous.position,
    sourceRecordPosition: previous.sourceRecordPosition,
    key,
    timestamp: previous.timestamp,
    recordType,
    valueType,
    intent,
    rejectionType,
    rejectionReason,
    brokerVersion: previous.brokerVersion,
    partitionId: previous.partitionId,
    authorizedTenants,
    recordVersion,
    value,
    processedInBatch: (flags & PROCESSED_IN_BATCH) !== 0,
    operationReference,
  } as AnyRecord;
}

function continuesEnvelope({ previous }: BatchWriter, record: AnyRecord): boolean {
  return (
    previous.position >= 0 &&
    record.position === previous.position + 1 &&
    record.timestamp === previous.timestamp &&
    record.sourceRecordPosition === previous.sourceRecordPosition &&
    record.partitionId === previous.partitionId &&
    record.brokerVersion === previous.brokerVersion
  );
}

function writeEnvelope(writer: BatchWriter, record: AnyRecord): void {
  const { position, sourceRecordPosition, timestamp, partitionId, brokerVersion } = record;
  writer.writeSigned(position);
  writer.writeSigned(sourceRecordPosition);
  writer.writeSigned(timestamp);
  writer.writeUnsigned(partitionId);
  writer.writeIdentifier(brokerVersion);
  const { previous } = writer;
  previous.position = position;
  previous.sourceRecordPosition = sourceRecordPosition;
  previous.timestamp = timestamp;
  previous.partitionId = partitionId;
  previous.brokerVersion = brokerVersion;
}

/** Index in `RECORD_TYPES`. */
function recordTypeId(recordType: RecordType): number {
  return recordType === 'EVENT' ? 0 : recordType === 'COMMAND' ? 1 : 2;
}

function readValue(reader: BatchReader, valueType: ValueType, sameValue: boolean): unknown {
  const { id, value: schema } = valueTypeDescription(valueType);
  if (!sameValue) {
    const value = schema.decode(reader);
    reader.previousValues[id] = value;
    return value;
  }
  const value = reader.previousValues[id];
  if (value === undefined) throw reader.error(`Expected a value, but the first ${valueType} record has none`);
  return value;
}

/** In two halves, since the whole may not be an exact number. */
function writeInt64(writer: BatchWriter, value: bigint): void {
  writer.writeUnsigned(Number(BigInt.asUintN(32, value)));
  writer.writeUnsigned(Number(BigInt.asUintN(32, value >> 32n)));
}

function readInt64(reader: BatchReader): bigint {
  const low = reader.readUnsigned();
  const high = reader.readUnsigned();
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt.asUintN(32, BigInt(low)));
}

function readRejectionType(reader: BatchReader): AnyRecord['rejectionType'] {
  const id = reader.readByte();
  const type = rejectionTypeById(id);
  if (type === undefined || type === 'NULL_VAL')
    throw reader.error(`Expected a rejection type, but was id ${id}`);
  return type;
}

function readTenants(reader: BatchReader): readonly string[] {
  const count = reader.readUnsigned();
  const tenants: string[] = [];
  for (let i = 0; i < count; i++) tenants.push(reader.readIdentifier());
  return tenants;
}
