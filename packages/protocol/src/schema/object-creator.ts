/** Words that take from an input: a description that runs with them yields a value with defaults filled in. */
import type { NamedField } from './description.js';

export class ObjectCreator {
  readonly #describe: (words: ObjectCreator) => object;
  readonly #names: readonly string[];
  readonly #defaults: readonly unknown[];
  #input: Readonly<Record<string, unknown>> = {};
  #index = 0;

  constructor(describe: (words: ObjectCreator) => object, fields: readonly NamedField[]) {
    this.#describe = describe;
    this.#names = fields.map(([name]) => name);
    this.#defaults = fields.map(([, field]) => field.defaultValue);
  }

  /**
   * A value with every field.
   * @throws TypeError if a required field is missing, which the types forbid.
   */
  create(input: object): object {
    this.#input = input as Readonly<Record<string, unknown>>;
    this.#index = 0;
    return this.#describe(this);
  }

  #take(): unknown {
    const index = this.#index++;
    const name = this.#names[index] as string;
    const given = this.#input[name];
    if (given !== undefined) return given;
    const defaultValue = this.#defaults[index];
    if (defaultValue === undefined) throw new TypeError(`Expected the field ${name}, but it is missing`);
    return defaultValue;
  }

  string = this.#take;
  identifier = this.#take;
  int = this.#take;
  long = this.#take;
  key = this.#take;
  keyOrCount = this.#take;
  boolean = this.#take;
  bytes = this.#take;
  document = this.#take;
  jsonText = this.#take;
  enumeration = this.#take;
  listOf = this.#take;
  keys = this.#take;
  identifiers = this.#take;
  object = this.#take;
  variant = this.#take;
}
