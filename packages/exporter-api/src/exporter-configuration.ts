/** The arguments of an exporter, and how they are laid over its defaults (spec 04 §A2 `instantiate`). */

export class ExporterConfigurationError extends Error {
  override readonly name = 'ExporterConfigurationError';
}

/** A shape: nested plain objects whose leaves are the default values. */
export type ConfigurationShape = Readonly<Record<string, unknown>>;

export class ExporterConfiguration {
  /**
   * @param id of the exporter
   * @param args as parsed from the configuration
   */
  constructor(
    readonly id: string,
    readonly args: ConfigurationShape = {},
  ) {}

  /**
   * The defaults with the arguments laid over them. Names match whatever their case; unknown arguments are ignored;
   * text becomes a number or a boolean where the default is one.
   * @throws {ExporterConfigurationError} when a text cannot become what the default is
   */
  instantiate<Shape extends object>(defaults: Shape): Shape {
    const configuration = structuredClone(defaults);
    overlay(configuration, this.args, this.id, '');
    return configuration;
  }
}

function overlay(target: object, args: object, id: string, path: string): void {
  const byLowerCase = new Map(
    Object.entries(args).map(([name, value]) => [name.toLowerCase(), value as unknown]),
  );
  for (const [name, standard] of Object.entries(target) as [string, unknown][]) {
    const given = byLowerCase.get(name.toLowerCase());
    if (given === undefined || given === null) continue;
    const place = path === '' ? name : `${path}.${name}`;
    if (isPlainObject(standard)) {
      if (!isPlainObject(given)) throw mismatch(id, place, 'an object', given);
      overlay(standard, given, id, place);
    } else {
      Reflect.set(target, name, converted(given, standard, id, place));
    }
  }
}

function converted(given: unknown, standard: unknown, id: string, place: string): unknown {
  const text = typeof given === 'string' ? given.trim() : given;
  switch (typeof standard) {
    case 'number': {
      const number = typeof text === 'string' && text !== '' ? Number(text) : text;
      if (typeof number !== 'number' || !Number.isFinite(number))
        throw mismatch(id, place, 'a number', given);
      return number;
    }
    case 'boolean': {
      const word = String(text).toLowerCase();
      if (word !== 'true' && word !== 'false') throw mismatch(id, place, 'true or false', given);
      return word === 'true';
    }
    case 'string':
      if (typeof given === 'object') throw mismatch(id, place, 'a text', given);
      return String(given);
    default:
      return given;
  }
}

function mismatch(id: string, place: string, expected: string, given: unknown): ExporterConfigurationError {
  return new ExporterConfigurationError(
    `Expected argument '${place}' of exporter '${id}' to be ${expected}, but was ${JSON.stringify(given)}.`,
  );
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
