/**
 * The words of the description language: one function per kind of field.
 *
 * `identifier('')` describes a field with a default, `identifier()` a required one.
 */
import type { JsonDocument, JsonText } from '../json-text.js';
import type { Key } from '../key.js';
import type {
  AnyObjectSchema,
  Field,
  FieldKind,
  FieldMap,
  FieldOptions,
  ObjectSchema,
  ValueOfFields,
} from './description.js';

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
