/** Which records an exporter wants. Both predicates must be pure functions of their argument (spec 04 §A4). */
import type { RecordType, ValueType } from '@grevy/protocol';

export interface RecordFilter {
  acceptType(recordType: RecordType): boolean;
  acceptValue(valueType: ValueType): boolean;
}

/** What holds for an exporter that sets no filter. */
export const ACCEPT_ALL: RecordFilter = { acceptType: () => true, acceptValue: () => true };
