/** The JSON form of a record: what exporters and record streams show (spec 03 §1). */
import { jsonString } from './json-string.js';
import { keyToText } from './key.js';
import type { AnyRecord } from './record.js';
import { valueTypeDescription } from './value-types.js';

/** The JSON object of a record: every field, in the order of the specification. */
export function recordToJson(record: AnyRecord): string {
  return (
    `{"position":${record.position}` +
    `,"sourceRecordPosition":${record.sourceRecordPosition}` +
    `,"key":${keyToText(record.key)}` +
    `,"timestamp":${record.timestamp}` +
    `,"recordType":"${record.recordType}"` +
    `,"valueType":"${record.valueType}"` +
    `,"intent":"${record.intent}"` +
    `,"rejectionType":"${record.rejectionType}"` +
    `,"rejectionReason":${jsonString(record.rejectionReason)}` +
    `,"brokerVersion":${jsonString(record.brokerVersion)}` +
    `,"partitionId":${record.partitionId}` +
    `,"authorizations":{"authorized_tenants":[${record.authorizedTenants.map(jsonString).join(',')}]}` +
    `,"recordVersion":${record.recordVersion}` +
    operationReferenceJson(record) +
    `,"value":${valueTypeDescription(record.valueType).value.toJson(record.value)}}`
  );
}

/** A field of later versions, so only records of clients that use it have it (spec 03 §12). */
function operationReferenceJson({ operationReference }: AnyRecord): string {
  return operationReference === undefined ? '' : `,"operationReference":${operationReference}`;
}

/** Bytes of the record in the reference's log, estimated: value and envelope. For the limit of a batch. */
export function estimateRecordSize(
  record: Pick<AnyRecord, 'rejectionReason' | 'valueType' | 'value'>,
): number {
  return (
    ENVELOPE_BYTES +
    record.rejectionReason.length +
    valueTypeDescription(record.valueType).value.estimateSize(record.value)
  );
}

const ENVELOPE_BYTES = 128;
