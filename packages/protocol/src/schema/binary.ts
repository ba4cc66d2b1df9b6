/**
 * The binary form of an object: a mask of the fields that differ from their defaults, then those fields in order.
 *
 * The mask is an unsigned integer of 7 bits a byte, so a description that grows still reads what is shorter. A
 * mask bit without a field means that a newer version wrote the object; that is an error, never a guess.
 */
import type { BatchReader } from '../codec/batch-reader.js';
import type { BatchWriter } from '../codec/batch-writer.js';
import type { JsonDocument, JsonText } from '../json-text.js';
import type { Key } from '../key.js';
import type { AnyField, AnyObjectSchema, FieldKind } from './description.js';

type NamedFields = readonly (readonly [name: string, field: AnyField])[];
type AnyObject = Record<string, unknown>;

/** How values of one kind are written and read. Only values that TypeScript has checked get here. */
interface Codec {
  write(writer: BatchWriter, value: unknown): void;
  read(reader: BatchReader): unknown;
}

function codec<T>(write: (writer: BatchWriter, value: T) => void, read: (reader: BatchReader) => T): Codec {
  return { write: (writer, value) => write(writer, value as T), read };
}

const STRING = codec<string>(
  (writer, value) => writer.writeString(value),
  (reader) => reader.readString(),
);
const IDENTIFIER = codec<string>(
  (writer, value) => writer.writeIdentifier(value),
  (reader) => reader.readIdentifier(),
);
const INTEGER = codec<number>(
  (writer, value) => writer.writeSigned(value),
  (reader) => reader.readSigned(),
);
const KEY = codec<Key>(
  (writer, value) => writer.writeKey(value),
  (reader) => reader.readKey(),
);
const BOOLEAN = codec<boolean>(
  (writer, value) => writer.writeByte(value ? 1 : 0),
  (reader) => {
    const byte = reader.readByte();
    if (byte > 1) throw reader.error(`Expected a boolean, but was ${byte}`);
    return byte === 1;
  },
);
const BYTES = codec<Uint8Array>(
  (writer, value) => writer.writeBytes(value),
  (reader) => reader.readBytes(),
);
const JSON_TEXT = codec<JsonText | JsonDocument>(
  (writer, value) => writer.writeString(value),
  (reader) => reader.readString() as JsonText,
);

function codecOf(kind: FieldKind): Codec {
  switch (kind.name) {
    case 'string':
      return STRING;
    case 'identifier':
      return IDENTIFIER;
    case 'int':
    case 'long':
    case 'keyOrCount':
      return INTEGER;
    case 'key':
      return KEY;
    case 'boolean':
      return BOOLEAN;
    case 'bytes':
      return BYTES;
    case 'document':
    case 'jsonText':
      return JSON_TEXT;
    case 'enumeration':
      return enumerationCodec(kind.names);
    case 'list':
      return listCodec(codecOf(kind.element));
    case 'object':
      return codec<never>(
        (writer, value) => kind.schema.encode(writer, value),
        (reader) => kind.schema.decode(reader) as never,
      );
    case 'variant':
      return variantCodec(kind.variants);
    case 'jsonConstant':
      throw new TypeError('A constant of the JSON form is not stored');
  }
}

function enumerationCodec(names: readonly string[]): Codec {
  const numbers = new Map(names.map((name, number) => [name, number]));
  return codec<string>(
    (writer, value) => {
      const number = numbers.get(value);
      if (number === undefined) throw new TypeError(`Expected one of ${names.join(', ')}, but was ${value}`);
      writer.writeUnsigned(number);
    },
    (reader) => {
      const number = reader.readUnsigned();
      const name = names[number];
      if (name === undefined)
        throw reader.error(`Expected one of ${names.length} names, but was number ${number}`);
      return name;
    },
  );
}

function listCodec(element: Codec): Codec {
  return codec<readonly unknown[]>(
    (writer, values) => {
      writer.writeUnsigned(values.length);
      for (const value of values) element.write(writer, value);
    },
    (reader) => {
      const length = reader.readUnsigned();
      const values: unknown[] = [];
      for (let i = 0; i < length; i++) values.push(element.read(reader));
      return values;
    },
  );
}

interface Variant {
  readonly type: string;
  readonly value: unknown;
}

/** Number 0 is null; the variants follow in their order. */
function variantCodec(variants: Readonly<Record<string, AnyObjectSchema>>): Codec {
  const types = Object.keys(variants);
  const schemas = Object.values(variants);
  return codec<Variant | null>(
    (writer, variant) => {
      const number = variant === null ? 0 : types.indexOf(variant.type) + 1;
      writer.writeByte(number);
      if (variant !== null) schemas[number - 1]?.encode(writer, variant.value as never);
    },
    (reader) => {
      const number = reader.readByte();
      if (number === 0) return null;
      const type = types[number - 1];
      const schema = schemas[number - 1];
      if (type === undefined || schema === undefined) {
        throw reader.error(`Expected one of ${types.join(', ')}, but was number ${number}`);
      }
      return { type, value: schema.decode(reader) };
    },
  );
}

/** Lists and bytes are compared by length: only the empty ones are defaults. */
function isDefault(value: unknown, defaultValue: unknown): boolean {
  if (value === defaultValue) return true;
  if (typeof value !== 'object' || value === null || typeof defaultValue !== 'object') return false;
  return 'length' in value && value.length === 0 && defaultValue !== null;
}

/** Writes objects with these stored fields. */
export function objectEncoder(fields: NamedFields): (writer: BatchWriter, value: object) => void {
  const names = fields.map(([name]) => name);
  const codecs = fields.map(([, field]) => codecOf(field.kind));
  const defaults = fields.map(([, field]) => field.defaultValue);
  const maskBytes = Math.max(1, Math.ceil(fields.length / 7));
  return (writer, value) => {
    const maskOffset = writer.reserve(maskBytes);
    let mask = 0;
    for (let i = 0; i < names.length; i++) {
      const fieldValue = (value as AnyObject)[names[i] as string];
      if (isDefault(fieldValue, defaults[i])) continue;
      mask |= 1 << i;
      (codecs[i] as Codec).write(writer, fieldValue);
    }
    for (let i = 0; i < maskBytes - 1; i++) {
      writer.setByte(maskOffset + i, (mask & 0x7f) | 0x80);
      mask >>>= 7;
    }
    writer.setByte(maskOffset + maskBytes - 1, mask);
  };
}

/** Reads objects with these stored fields. */
export function objectDecoder(fields: NamedFields): (reader: BatchReader) => object {
  const names = fields.map(([name]) => name);
  const codecs = fields.map(([, field]) => codecOf(field.kind));
  const defaults = fields.map(([, field]) => field.defaultValue);
  const unknownFields = 2 ** fields.length;
  return (reader) => {
    const mask = reader.readUnsigned();
    if (mask >= unknownFields) {
      throw reader.error(
        `Expected an object with ${fields.length} fields, but it has more: a newer version wrote it`,
      );
    }
    const value: AnyObject = {};
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      if ((mask & (1 << i)) !== 0) {
        value[name] = (codecs[i] as Codec).read(reader);
      } else {
        const defaultValue = defaults[i];
        if (defaultValue === undefined) throw reader.error(`Expected the field ${name}, but it is missing`);
        value[name] = defaultValue;
      }
    }
    return value;
  };
}
