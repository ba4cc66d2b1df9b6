/**
 * The JSON form of an object, as exporters see it (spec 03 §1.1): every field in the order of its
 * description, enumerations by name, keys as 64-bit integer literals, bytes in base64, documents as they are.
 */
import { base64 } from '../base64.js';
import { jsonString } from '../json-string.js';
import { isKey, type Key, keyToText } from '../key.js';
import type { FieldKind, NamedField } from './description.js';

type ToJson = (value: unknown) => string;

/** Only values that TypeScript has checked get here. */
function toJson<T>(write: (value: T) => string): ToJson {
  return (value) => write(value as T);
}

const keyToJson = toJson<number>((value) => (isKey(value) ? keyToText(value) : String(value)));

function writerOf(kind: FieldKind): ToJson {
  switch (kind.name) {
    case 'string':
    case 'identifier':
    case 'jsonText':
      return toJson<string>(jsonString);
    case 'int':
    case 'long':
    case 'boolean':
      return toJson<number | boolean>(String);
    case 'key':
      return toJson<Key>(keyToText);
    case 'keyOrCount':
      return keyToJson;
    case 'bytes':
      return toJson<Uint8Array>((value) => `"${base64(value)}"`);
    case 'document':
      return toJson<string>((value) => value);
    case 'enumeration':
      return toJson<string>((value) => `"${value}"`);
    case 'list': {
      const element = writerOf(kind.element);
      return toJson<readonly unknown[]>((values) =>
        values.length === 0 ? '[]' : `[${values.map(element).join(',')}]`,
      );
    }
    case 'object':
      return toJson<never>((value) => kind.schema.toJson(value));
    case 'variant':
      return toJson<{ readonly type: string; readonly value: never } | null>((value) =>
        value === null ? 'null' : (kind.variants[value.type]?.toJson(value.value) ?? 'null'),
      );
  }
}

/**
 * Writes objects with these fields. The constants are what the reference shows but never stores: they are the same in
 * every value, and come last.
 */
export function objectToJson(
  fields: readonly NamedField[],
  constants: Readonly<Record<string, string>>,
): (value: object) => string {
  const shown = fields.filter(([, field]) => field.json);
  const names = shown.map(([name]) => name);
  const labels = names.map((name, index) => `${index === 0 ? '' : ','}${jsonString(name)}:`);
  const writers = shown.map(([, field]) => writerOf(field.kind));
  const rest = Object.entries(constants).map(([name, json]) => `${jsonString(name)}:${json}`);
  const end = (names.length > 0 && rest.length > 0 ? ',' : '') + rest.join(',') + '}';
  return (value) => {
    let json = '{';
    for (let i = 0; i < names.length; i++) {
      json +=
        (labels[i] as string) +
        (writers[i] as ToJson)((value as Record<string, unknown>)[names[i] as string]);
    }
    return json + end;
  };
}
