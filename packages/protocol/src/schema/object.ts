/**
 * Object schemas: a description made of fields, and what follows from it.
 */
import { MAX_STORED_FIELDS } from '../limits.js';
import type { AnyField, FieldMap, InputOfFields, ValueOfFields } from './field.js';

/** Description of an object. `fields` may be spread into another description to extend it. */
export interface ObjectSchema<F extends FieldMap> {
  readonly fields: F;
  /** A value with every field: the given ones, and defaults for the rest. */
  create(input: InputOfFields<F>): ValueOfFields<F>;
}

/** Type of the values that a schema describes. */
export type Infer<S> = S extends ObjectSchema<infer F> ? ValueOfFields<F> : never;

/** What `create` of a schema takes. */
export type InferInput<S> = S extends ObjectSchema<infer F> ? InputOfFields<F> : never;

/**
 * Describes an object. Fields may be appended later, but never removed, reordered or changed in kind: what was
 * written before must stay readable.
 * @throws RangeError if there are more than `MAX_STORED_FIELDS` stored fields.
 */
export function object<const F extends FieldMap>(fields: F): ObjectSchema<F> {
  const stored = Object.entries<AnyField>(fields).filter(([, field]) => field.presence !== 'constant');
  if (stored.length > MAX_STORED_FIELDS) {
    throw new RangeError(
      `Expected at most ${MAX_STORED_FIELDS} stored fields (MAX_STORED_FIELDS), but were ${stored.length}`,
    );
  }
  const defaults = Object.fromEntries(stored.map(([name, field]) => [name, field.defaultValue]));
  return {
    fields,
    create: (input) => ({ ...defaults, ...input }) as ValueOfFields<F>,
  };
}
