/**
 * The description language for what is stored: its types.
 *
 * An object is described once, by a function from the words of the language (`Words`) to an object literal:
 *
 *     object((field) => ({ bpmnProcessId: field.identifier(''), version: field.int(-1), scopeKey: field.key() }))
 *
 * Everything else follows. The function runs with words that describe (`field.ts`), that read the binary form
 * (`object-reader.ts`) and that fill in defaults (`object-creator.ts`): so every value comes from its own literal and
 * has its own hidden class, which is ten times faster than assigning fields by name. From the described fields
 * follow the TypeScript types (here), the binary form (`object-writer.ts`), the JSON form (`object-json.ts`) and the size
 * (`object-size.ts`).
 */
import type { BatchReader } from '../codec/batch-reader.js';
import type { BatchWriter } from '../codec/batch-writer.js';
import type { JsonDocument, JsonText } from '../json-text.js';
import type { Key } from '../key.js';

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
  | { readonly name: 'variant'; readonly variants: Variants };

/** The objects that a variant may hold, by type. */
export type Variants = Readonly<Record<string, AnyObjectSchema>>;

/** Any object schema, where its fields do not matter. */
export type AnyObjectSchema = ObjectSchema<FieldMap>;

/** Names and descriptions of an object's fields, in the order of the binary and the JSON form. */
export type FieldMap = Readonly<Record<string, AnyField>>;

/** Whether whoever creates a value must give a field. */
export type Presence = 'required' | 'defaulted';

/** Description of a field that holds a `T`. */
export interface Field<T, P extends Presence> {
  readonly kind: FieldKind;
  readonly presence: P;
  /** Undefined exactly if the field is required. */
  readonly defaultValue: T | undefined;
  /** False: stored, but not written to JSON. */
  readonly json: boolean;
}

/** Any field, where its type does not matter. */
export type AnyField = Field<unknown, Presence>;

/** A field and its name. */
export type NamedField = readonly [name: string, field: AnyField];

/** What a field description may add. Pass a constant: the description runs for every value that is read. */
export interface FieldOptions {
  /** False: stored, but not written to JSON. */
  readonly json: boolean;
}

/** A word that describes a field: required without arguments, else with this default. */
export interface FieldWord<T> {
  (): Field<T, 'required'>;
  (defaultValue: T, options?: FieldOptions): Field<T, 'defaulted'>;
}

/** The words of the language: one for each kind of field. */
export interface Words {
  readonly string: FieldWord<string>;
  /** A string that repeats inside a batch: an id, a type, a name. */
  readonly identifier: FieldWord<string>;
  /** A 32-bit integer. */
  readonly int: FieldWord<number>;
  /** A 64-bit integer, as far as numbers are exact. */
  readonly long: FieldWord<number>;
  readonly key: FieldWord<Key>;
  /** A key or a small number. */
  readonly keyOrCount: FieldWord<number>;
  readonly boolean: FieldWord<boolean>;
  readonly bytes: FieldWord<Uint8Array>;
  /** Canonical JSON text of an object. */
  readonly document: FieldWord<JsonDocument>;
  /** Canonical JSON text of any value. */
  readonly jsonText: FieldWord<JsonText>;
  /** One of these names. */
  enumeration<const N extends readonly string[]>(names: N): Field<N[number], 'required'>;
  enumeration<const N extends readonly string[]>(
    names: N,
    defaultValue: N[number],
  ): Field<N[number], 'defaulted'>;
  /** Lists are empty by default. */
  listOf<F extends FieldMap>(schema: ObjectSchema<F>): Field<readonly ValueOfFields<F>[], 'defaulted'>;
  keys(options?: FieldOptions): Field<readonly Key[], 'defaulted'>;
  identifiers(options?: FieldOptions): Field<readonly string[], 'defaulted'>;
  /** An object inside the object. */
  object<F extends FieldMap>(schema: ObjectSchema<F>): Field<ValueOfFields<F>, 'required'>;
  /** One of several objects, or null (the default). JSON shows the object alone. */
  variant<V extends Variants>(variants: V): Field<VariantOf<V> | null, 'defaulted'>;
}

/** A description: from the words of the language to an object literal. It must not do anything else. */
export type Describe<F extends FieldMap> = (field: Words) => F;

/** A value of a variant: its type, and the object. */
export type VariantOf<V extends Variants> = {
  [N in keyof V & string]: { readonly type: N; readonly value: Infer<V[N]> };
}[keyof V & string];

/** Type of the values of an object with these fields. */
export type ValueOfFields<F extends FieldMap> = {
  readonly [N in keyof F]: F[N] extends Field<infer T, Presence> ? T : never;
};

type NamesWith<F extends FieldMap, P extends Presence> = {
  [N in keyof F]: F[N] extends Field<unknown, P> ? N : never;
}[keyof F];

/** What `create` needs: every required field, and any of the others. */
export type InputOfFields<F extends FieldMap> = Pick<ValueOfFields<F>, NamesWith<F, 'required'>> &
  Partial<Pick<ValueOfFields<F>, NamesWith<F, 'defaulted'>>>;

/** Description of an object, and what follows from it. */
export interface ObjectSchema<F extends FieldMap> {
  /** The description itself. To extend it: `object((field) => ({ ...schema.describe(field), more: field.key() }))`. */
  readonly describe: Describe<F>;
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
