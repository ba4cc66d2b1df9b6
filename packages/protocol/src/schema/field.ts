/**
 * The description language for what is stored: fields.
 *
 * A field names its kind and its default, or is required. TypeScript types (here), defaults and codecs (`object.ts`),
 * and the JSON form (`json.ts`) all follow from the same description.
 */
import type { JsonDocument, JsonText } from '../json-text.js';
import type { Key } from '../key.js';
import type { ObjectSchema } from './object.js';

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

/** Builds a field: required without arguments, else with this default. */
export interface FieldBuilder<T> {
  (): Field<T, 'required'>;
  (defaultValue: T, options?: FieldOptions): Field<T, 'defaulted'>;
}

function builder<T>(kind: FieldKind): FieldBuilder<T> {
  function build(): Field<T, 'required'>;
  function build(defaultValue: T, options?: FieldOptions): Field<T, 'defaulted'>;
  function build(defaultValue?: T, options?: FieldOptions): Field<T, 'required' | 'defaulted'> {
    const presence = defaultValue === undefined ? 'required' : 'defaulted';
    return { kind, presence, defaultValue, json: options?.json ?? true };
  }
  return build as FieldBuilder<T>;
}

export const string = builder<string>({ name: 'string' });
export const identifier = builder<string>({ name: 'identifier' });
export const int = builder<number>({ name: 'int' });
export const long = builder<number>({ name: 'long' });
export const key = builder<Key>({ name: 'key' });
export const keyOrCount = builder<number>({ name: 'keyOrCount' });
export const boolean = builder<boolean>({ name: 'boolean' });
export const bytes = builder<Uint8Array>({ name: 'bytes' });
export const document = builder<JsonDocument>({ name: 'document' });
export const jsonText = builder<JsonText>({ name: 'jsonText' });

/** A field that holds one of these names. */
export function enumeration<const N extends readonly string[]>(names: N): FieldBuilder<N[number]> {
  return builder<N[number]>({ name: 'enumeration', names });
}

/** A list of what another field describes; empty by default. */
export function list<T>(
  element: Field<T, 'required' | 'defaulted'>,
  options?: FieldOptions,
): Field<readonly T[], 'defaulted'> {
  return builder<readonly T[]>({ name: 'list', element: element.kind })([], options);
}

/** A list of objects; empty by default. */
export function listOf<F extends FieldMap>(
  schema: ObjectSchema<F>,
  options?: FieldOptions,
): Field<readonly ValueOfFields<F>[], 'defaulted'> {
  return builder<readonly ValueOfFields<F>[]>({ name: 'list', element: { name: 'object', schema } })(
    [],
    options,
  );
}

/** An object inside an object. */
export function nested<F extends FieldMap>(schema: ObjectSchema<F>): Field<ValueOfFields<F>, 'required'> {
  return builder<ValueOfFields<F>>({ name: 'object', schema })();
}

type VariantOf<V extends Readonly<Record<string, AnyObjectSchema>>> = {
  [N in keyof V & string]: V[N] extends ObjectSchema<infer F>
    ? { readonly type: N; readonly value: ValueOfFields<F> }
    : never;
}[keyof V & string];

/** One of several objects, or null (the default). JSON shows the object alone. */
export function variant<V extends Readonly<Record<string, AnyObjectSchema>>>(
  variants: V,
): Field<VariantOf<V> | null, 'defaulted'> {
  return builder<VariantOf<V> | null>({ name: 'variant', variants })(null);
}

/** A field that exists in JSON only: the reference shows it, but never stores it. */
export function jsonConstant(json: string): Field<never, 'constant'> {
  return { kind: { name: 'jsonConstant', json }, presence: 'constant', defaultValue: undefined, json: true };
}
