/** The payload of a batch: its records, one after the other, in the binary form of the protocol. */
import { BatchReader, BatchWriter, decodeRecord, encodeRecord, type AnyRecord } from '@grevy/protocol';

const writer = new BatchWriter();

/** The records as bytes of their own, ready for `LogStore.append`. */
export function encodeRecords(records: readonly AnyRecord[]): Uint8Array {
  writer.reset();
  for (const record of records) encodeRecord(writer, record);
  return writer.bytes().slice();
}

/**
 * The records of a payload, in order.
 * @throws {DecodeError} when the bytes are no records, or records of a newer version
 */
export function decodeRecords(payload: Uint8Array): readonly AnyRecord[] {
  const reader = new BatchReader(payload);
  const records: AnyRecord[] = [];
  while (!reader.atEnd) records.push(decodeRecord(reader));
  return records;
}
