// How large a record will be in its batch, near enough for the batch limit (spec 10 §1.2.2).
import { valueSchema, type ValueOf, type ValueType } from '@grevy/protocol';

/** Bytes of a record's metadata besides its value. */
const METADATA_BYTES = 60;

export function estimateSize<V extends ValueType>(valueType: V, value: ValueOf<V>): number {
  return METADATA_BYTES + valueSchema(valueType).estimateSize(value);
}
