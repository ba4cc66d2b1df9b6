/** The words that describe: each yields what its field is. */
import type {
  AnyObjectSchema,
  Field,
  FieldKind,
  FieldOptions,
  FieldWord,
  NamedField,
  Presence,
  Variants,
  Words,
} from './description.js';

function describeField<T>(kind: FieldKind, defaultValue?: T, options?: FieldOptions): Field<T, Presence> {
  const presence = defaultValue === undefined ? 'required' : 'defaulted';
  return { kind, presence, defaultValue, json: options?.json ?? true };
}

function word<T>(kind: FieldKind): FieldWord<T> {
  const describe = (defaultValue?: T, options?: FieldOptions): Field<T, Presence> =>
    describeField(kind, defaultValue, options);
  return describe as FieldWord<T>;
}

const DESCRIBING_WORDS = {
  string: word({ name: 'string' }),
  identifier: word({ name: 'identifier' }),
  int: word({ name: 'int' }),
  long: word({ name: 'long' }),
  key: word({ name: 'key' }),
  keyOrCount: word({ name: 'keyOrCount' }),
  boolean: word({ name: 'boolean' }),
  bytes: word({ name: 'bytes' }),
  document: word({ name: 'document' }),
  jsonText: word({ name: 'jsonText' }),
  enumeration: (names: readonly string[], defaultValue?: string) =>
    describeField({ name: 'enumeration', names }, defaultValue),
  listOf: (schema: AnyObjectSchema) => describeList({ name: 'object', schema }),
  keys: (options?: FieldOptions) => describeList({ name: 'key' }, options),
  identifiers: (options?: FieldOptions) => describeList({ name: 'identifier' }, options),
  object: (schema: AnyObjectSchema) => describeField({ name: 'object', schema }),
  variant: (variants: Variants) => describeField({ name: 'variant', variants }, null),
} as Words;

function describeList(element: FieldKind, options?: FieldOptions): Field<unknown, Presence> {
  return describeField({ name: 'list', element }, EMPTY_LIST, options);
}

/** The default of every list. */
export const EMPTY_LIST: readonly never[] = Object.freeze([]);

/** The fields of a description. */
export function describedFields(describe: (words: Words) => object): readonly NamedField[] {
  return Object.entries(describe(DESCRIBING_WORDS)) as readonly NamedField[];
}
