/**
 * Words that read the binary form: a description that runs with them yields the value (see `object-writer.ts`).
 */
import type { BatchReader } from '../codec/batch-reader.js';
import type { AnyObjectSchema, NamedField, Variants } from './description.js';

export class ObjectReader {
  readonly #describe: (words: ObjectReader) => object;
  readonly #names: readonly string[];
  readonly #defaults: readonly unknown[];
  /** One above the highest mask that this description knows. */
  readonly #maskEnd: number;
  #reader: BatchReader;
  #mask = 0;
  #index = 0;

  constructor(describe: (words: ObjectReader) => object, fields: readonly NamedField[], reader: BatchReader) {
    this.#describe = describe;
    this.#names = fields.map(([name]) => name);
    this.#defaults = fields.map(([, field]) => field.defaultValue);
    this.#maskEnd = 2 ** fields.length;
    this.#reader = reader;
  }

  /**
   * The value at the reader's offset.
   * @throws DecodeError if the bytes are no such value.
   */
  read(reader: BatchReader): object {
    const mask = reader.readUnsigned();
    if (mask >= this.#maskEnd) {
      throw reader.error(
        `Expected an object with ${this.#names.length} fields, but it has more: a newer version wrote it`,
      );
    }
    this.#reader = reader;
    this.#mask = mask;
    this.#index = 0;
    return this.#describe(this);
  }

  /** Whether the next field was written; else it has its default. */
  #written(): boolean {
    return ((this.#mask >> this.#index++) & 1) === 1;
  }

  #default(): unknown {
    const index = this.#index - 1;
    const defaultValue = this.#defaults[index];
    if (defaultValue === undefined) {
      throw this.#reader.error(`Expected the field ${this.#names[index]}, but it is missing`);
    }
    return defaultValue;
  }

  string(): unknown {
    return this.#written() ? this.#reader.readString() : this.#default();
  }

  identifier(): unknown {
    return this.#written() ? this.#reader.readIdentifier() : this.#default();
  }

  int(): unknown {
    return this.#written() ? this.#reader.readSigned() : this.#default();
  }

  long(): unknown {
    return this.int();
  }

  keyOrCount(): unknown {
    return this.int();
  }

  key(): unknown {
    return this.#written() ? this.#reader.readKey() : this.#default();
  }

  boolean(): unknown {
    if (!this.#written()) return this.#default();
    const byte = this.#reader.readByte();
    if (byte > 1) throw this.#reader.error(`Expected a boolean, but was ${byte}`);
    return byte === 1;
  }

  bytes(): unknown {
    return this.#written() ? this.#reader.readBytes() : this.#default();
  }

  document(): unknown {
    return this.string();
  }

  jsonText(): unknown {
    return this.string();
  }

  enumeration(names: readonly string[]): unknown {
    if (!this.#written()) return this.#default();
    const number = this.#reader.readUnsigned();
    const name = names[number];
    if (name === undefined) {
      throw this.#reader.error(`Expected one of ${names.length} names, but was number ${number}`);
    }
    return name;
  }

  listOf(schema: AnyObjectSchema): unknown {
    return this.#list((reader) => schema.decode(reader));
  }

  keys(): unknown {
    return this.#list((reader) => reader.readKey());
  }

  identifiers(): unknown {
    return this.#list((reader) => reader.readIdentifier());
  }

  object(schema: AnyObjectSchema): unknown {
    return this.#written() ? schema.decode(this.#reader) : this.#default();
  }

  variant(variants: Variants): unknown {
    if (!this.#written()) return this.#default();
    const number = this.#reader.readByte();
    const type = Object.keys(variants)[number];
    const schema = type === undefined ? undefined : variants[type];
    if (schema === undefined) throw this.#reader.error(`Expected a variant, but was number ${number}`);
    return { type, value: schema.decode(this.#reader) };
  }

  #list(readElement: (reader: BatchReader) => unknown): unknown {
    if (!this.#written()) return this.#default();
    const reader = this.#reader;
    const length = reader.readUnsigned();
    const list: unknown[] = [];
    for (let i = 0; i < length; i++) list.push(readElement(reader));
    return list;
  }
}
