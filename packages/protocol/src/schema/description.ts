/**
 * The description language for what is stored: its types.
 *
 * An object is described by its fields; a field names its kind, and its default unless it is required. TypeScript
 * types (here), defaults (`object.ts`), the binary form (`binary.ts`), the JSON form (`json.ts`) and the size
 * (`size.ts`) all follow from the same description. `field.ts` has the words to write one.
 */
import type { BatchReader } from '../codec/batch-reader.js';
import type { BatchWriter } from '../codec/batch-writer.js';

/** How a field is stored and written. */
export type FieldKind =
  | { readonly name: 'string' }
  /** A string that repeats inside a batch (id, type, name): written once, then referred to. */
  | { readonly name: 'identifier' }
  /** Safe integer. `int` and `long` differ only in what they say to the reader. */
  | { readonly name: 'int' }
  | { readonly name: 'long' }
  | { readonly name: 'key' }
  /** A key or a small number; no number below 2^45 is a key, so JSON can tell which. */
  | { readonly name: 'keyOrCount' }
  | { readonly name: 'boolean' }
  /** Base64 in JSON. */
  | { readonly name: 'bytes' }
  /** Canonical JSON text of an object; an object in JSON. */
  | { readonly name: 'document' }
  /** Canonical JSON text of any value; a string in JSON. */
  | { readonly name: 'jsonText' }
  | { readonly name: 'enumeration'; readonly names: readonly string[] }
  | { readonly name: 'list'; readonly element: FieldKind }
  | { readonly name: 'object'; readonly schema: AnyObjectSchema }
  /** One of several objects, named by its type; null if there is none. */
  | { readonly name: 'variant'; readonly variants: Readonly<Record<string, AnyObjectSchema>> }
  /** Exists in JSON only, always with the same value. */
  | { readonly name: 'jsonConstant'; readonly json: string };

/** Any object schema, where its fields do not matter. */
export type AnyObjectSchema = ObjectSchema<FieldMap>;

/** Names and descriptions of an object's fields, in the order of the binary and the JSON form. */
export type FieldMap = Readonly<Record<string, AnyField>>;

/** Description of a field that holds a `T`. `Presence` says whether whoever creates a value must give it. */
export interface Field<T, Presence extends 'required' | 'defaulted' | 'constant'> {
  readonly kind: FieldKind;
  readonly presence: Presence;
  /** Undefined exactly if the field is required (or a constant). */
  readonly defaultValue: T | undefined;
  /** False: stored, but not written to JSON. */
  readonly json: boolean;
}

/** Any field, where its type does not matter. */
export type AnyField = Field<unknown, 'required' | 'defaulted' | 'constant'>;

/** What a field description may add. */
export interface FieldOptions {
  /** False: stored, but not written to JSON. */
  readonly json?: boolean;
}

type Stored<F extends FieldMap> = {
  [N in keyof F as F[N] extends Field<unknown, 'constant'> ? never : N]: F[N];
};

/** Type of the values of an object with these fields. */
export type ValueOfFields<F extends FieldMap> = {
  readonly [N in keyof Stored<F>]: Stored<F>[N] extends Field<infer T, 'required' | 'defaulted' | 'constant'>
    ? T
    : never;
};

type RequiredNames<F extends FieldMap> = {
  [N in keyof F]: F[N] extends Field<unknown, 'required'> ? N : never;
}[keyof F];

type DefaultedNames<F extends FieldMap> = {
  [N in keyof F]: F[N] extends Field<unknown, 'defaulted'> ? N : never;
}[keyof F];

/** What `create` needs: every required field, and any of the others. */
export type InputOfFields<F extends FieldMap> = Pick<
  ValueOfFields<F>,
  RequiredNames<F> & keyof ValueOfFields<F>
> &
  Partial<Pick<ValueOfFields<F>, DefaultedNames<F> & keyof ValueOfFields<F>>>;

/** Description of an object. `fields` may be spread into another description to extend it. */
export interface ObjectSchema<F extends FieldMap> {
  readonly fields: F;
  /** A value with every field: the given ones, and defaults for the rest. */
  create(input: InputOfFields<F>): ValueOfFields<F>;
  /** Writes the binary form. */
  encode(writer: BatchWriter, value: ValueOfFields<F>): void;
  /**
   * Reads the binary form.
   * @throws DecodeError if the bytes are no such value.
   */
  decode(reader: BatchReader): ValueOfFields<F>;
  /** The JSON object of the record stream: every field, 64-bit integers as plain literals. */
  toJson(value: ValueOfFields<F>): string;
  /** Bytes that the reference's MessagePack form takes, estimated rather too high than too low. */
  estimateSize(value: ValueOfFields<F>): number;
}

/** Type of the values that a schema describes. */
export type Infer<S> = S extends ObjectSchema<infer F> ? ValueOfFields<F> : never;

/** What `create` of a schema takes. */
export type InferInput<S> = S extends ObjectSchema<infer F> ? InputOfFields<F> : never;
