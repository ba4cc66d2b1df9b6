/** Object schemas: everything that follows from a description. */
import { MAX_STORED_FIELDS } from '../limits.js';
import { objectDecoder, objectEncoder } from './binary.js';
import type { AnyField, FieldMap, ObjectSchema, ValueOfFields } from './description.js';
import { objectToJson } from './json.js';
import { objectSize } from './size.js';

/**
 * Describes an object. Fields may be appended later, but never removed, reordered or changed in kind: what was
 * written before must stay readable.
 * @throws RangeError if there are more than `MAX_STORED_FIELDS` stored fields.
 */
export function object<const F extends FieldMap>(fields: F): ObjectSchema<F> {
  const all = Object.entries<AnyField>(fields);
  const stored = all.filter(([, field]) => field.presence !== 'constant');
  if (stored.length > MAX_STORED_FIELDS) {
    throw new RangeError(
      `Expected at most ${MAX_STORED_FIELDS} stored fields (MAX_STORED_FIELDS), but were ${stored.length}`,
    );
  }
  const defaults = Object.fromEntries(stored.map(([name, field]) => [name, field.defaultValue]));
  const decode = objectDecoder(stored);
  return {
    fields,
    create: (input) => ({ ...defaults, ...input }) as ValueOfFields<F>,
    encode: objectEncoder(stored),
    decode: (reader) => decode(reader) as ValueOfFields<F>,
    toJson: objectToJson(all.filter(([, field]) => field.json)),
    estimateSize: objectSize(stored),
  };
}
