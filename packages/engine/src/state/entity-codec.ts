// The binary form of state entities in checkpoints: the same codec that records have.
import { BatchReader, BatchWriter } from '@grevy/protocol';
import type { FieldMap, ObjectSchema, ValueOfFields } from '@grevy/protocol/schema';
import type { TableCodec } from './table/table-codec.js';

export function entityCodec<F extends FieldMap>(schema: ObjectSchema<F>): TableCodec<ValueOfFields<F>> {
  const writer = new BatchWriter();
  return {
    encode(value) {
      writer.reset();
      schema.encode(writer, value);
      return writer.bytes().slice();
    },
    decode: (bytes) => schema.decode(new BatchReader(bytes)),
  };
}
