/** Object schemas: a description, and everything that follows from it. */
import { BatchReader } from '../codec/batch-reader.js';
import { MAX_STORED_FIELDS } from '../limits.js';
import type { Describe, FieldMap, ObjectSchema, ValueOfFields } from './description.js';
import { describedFields } from './field.js';
import { ObjectCreator } from './object-creator.js';
import { objectToJson } from './object-json.js';
import { ObjectReader } from './object-reader.js';
import { objectSize } from './object-size.js';
import { objectWriter } from './object-writer.js';

/**
 * Describes an object. Fields may be appended later, but never removed, reordered or changed in kind or default: what
 * was written before must stay readable.
 *
 * @param jsonConstants fields that exist in JSON only: the reference shows them, but never stores them.
 * @throws RangeError if there are more than `MAX_STORED_FIELDS` fields.
 */
export function object<F extends FieldMap>(
  describe: Describe<F>,
  jsonConstants: Readonly<Record<string, string>> = {},
): ObjectSchema<F> {
  const fields = describedFields(describe);
  if (fields.length > MAX_STORED_FIELDS) {
    throw new RangeError(
      `Expected at most ${MAX_STORED_FIELDS} fields (MAX_STORED_FIELDS), but were ${fields.length}`,
    );
  }
  // The words decide what the literal of the description holds: with these two it is the value itself.
  const creator = new ObjectCreator((words) => describe(words as never), fields);
  const reader = new ObjectReader(
    (words) => describe(words as never),
    fields,
    new BatchReader(new Uint8Array()),
  );
  return {
    describe,
    create: (input) => creator.create(input) as ValueOfFields<F>,
    encode: objectWriter(fields),
    decode: (source) => reader.read(source) as ValueOfFields<F>,
    toJson: objectToJson(fields, jsonConstants),
    estimateSize: objectSize(fields),
  };
}
