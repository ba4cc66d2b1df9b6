// The types that settings can have, each as a function that makes an entry of the table.
import { parseDataSizeBytes } from './data-size.js';
import { isoDuration, parseDurationMs } from './duration.js';
import { oneText, ValueFailure, type RawValue } from './raw-value.js';
import { APPLIED, type Effect, type JsonSchema, type Setting } from './setting.js';

interface Entry {
  readonly documentation: string;
  readonly effect?: Effect;
  readonly alias?: string;
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  /** Text of the error instead of the usual one; `{}` stands for the value. */
  readonly boundsError?: string;
  /** The same for what is too small only. */
  readonly minError?: string;
}

/** A text that has a default. */
export function text(entry: Entry & { readonly default: string }): Setting<string> {
  return setting(
    entry,
    'text',
    entry.default,
    entry.default,
    { type: ['string', 'number', 'boolean'] },
    (raw) => oneText(raw, 'a text'),
  );
}

/** A text that may be missing; an empty one counts as missing. */
export function optionalText(entry: Entry): Setting<string | undefined> {
  const schema = { type: ['string', 'number', 'boolean'] };
  return setting<string | undefined>(entry, 'text', undefined, '', schema, (raw) => {
    const given = oneText(raw, 'a text');
    return given === '' ? undefined : given;
  });
}

export function toggle(entry: Entry & { readonly default: boolean }): Setting<boolean> {
  return setting(
    entry,
    'true or false',
    entry.default,
    String(entry.default),
    { type: ['boolean', 'string'] },
    (raw) => {
      const given = oneText(raw, 'true or false').toLowerCase();
      if (['true', 'yes', 'on', '1'].includes(given)) return true;
      if (['false', 'no', 'off', '0'].includes(given)) return false;
      throw new ValueFailure(`expected true or false, but got "${given}"`);
    },
  );
}

export function integer(entry: Entry & Bounds & { readonly default: number }): Setting<number> {
  return setting(
    entry,
    'integer',
    entry.default,
    String(entry.default),
    numberSchema('integer', entry),
    (raw) => {
      const given = oneText(raw, 'an integer');
      const value = /^[+-]?\d+$/.test(given) ? Number(given) : Number.NaN;
      if (!Number.isSafeInteger(value)) throw new ValueFailure(`expected an integer, but got "${given}"`);
      return bounded(value, entry, String);
    },
  );
}

/** An integer that may be missing. */
export function optionalInteger(entry: Entry & Bounds): Setting<number | undefined> {
  const { parse } = integer({ ...entry, default: 0 });
  return setting<number | undefined>(
    entry,
    'integer',
    undefined,
    '',
    numberSchema('integer', entry),
    (raw) => (raw === '' ? undefined : parse(raw)),
  );
}

export function decimal(entry: Entry & Bounds & { readonly default: number }): Setting<number> {
  return setting(
    entry,
    'number',
    entry.default,
    String(entry.default),
    numberSchema('number', entry),
    (raw) => {
      const given = oneText(raw, 'a number');
      const value = given === '' ? Number.NaN : Number(given);
      if (!Number.isFinite(value)) throw new ValueFailure(`expected a number, but got "${given}"`);
      return bounded(value, entry, String);
    },
  );
}

/** Milliseconds. Bounds are milliseconds, too. */
export function duration(entry: Entry & Bounds & { readonly default: string }): Setting<number> {
  const schema = { type: ['string', 'integer'] };
  return setting(entry, 'duration', parseDurationMs(entry.default), entry.default, schema, (raw) =>
    bounded(parseDurationMs(oneText(raw, 'a duration')), entry, isoDuration),
  );
}

/** Bytes. Bounds are bytes, too. */
export function dataSize(entry: Entry & Bounds & { readonly default: string }): Setting<number> {
  const schema = { type: ['string', 'integer'] };
  return setting(entry, 'size', parseDataSizeBytes(entry.default), entry.default, schema, (raw) =>
    bounded(parseDataSizeBytes(oneText(raw, 'a size')), entry, String),
  );
}

/** One of several words, whatever their case. With `otherwise`, any other word means that one. */
export function choice<Word extends string>(
  words: readonly Word[],
  entry: Entry & { readonly default: Word; readonly otherwise?: Word },
): Setting<Word> {
  return setting(
    entry,
    words.join(', '),
    entry.default,
    entry.default,
    entry.otherwise === undefined ? { enum: words } : { type: 'string' },
    (raw) => {
      const given = oneText(raw, words.join(', '));
      const word = words.find((each) => each.toLowerCase() === given.toLowerCase()) ?? entry.otherwise;
      if (word === undefined)
        throw new ValueFailure(`expected one of ${words.join(', ')}, but got "${given}"`);
      return word;
    },
  );
}

/** A list; one text is split at commas. */
export function list(entry: Entry): Setting<readonly string[]> {
  return setting<readonly string[]>(entry, 'list', [], '', LIST_SCHEMA, itemsOf);
}

/** A list of positions on a log. */
export function positions(entry: Entry): Setting<readonly number[]> {
  return setting<readonly number[]>(entry, 'list', [], '', LIST_SCHEMA, (raw) =>
    itemsOf(raw).map((item) => {
      const position = /^\d+$/.test(item) ? Number(item) : Number.NaN;
      if (!Number.isSafeInteger(position)) throw new ValueFailure(`expected positions, but got "${item}"`);
      return position;
    }),
  );
}

const LIST_SCHEMA: JsonSchema = { type: ['array', 'string'], items: { type: ['string', 'integer'] } };

function itemsOf(raw: RawValue): readonly string[] {
  return (typeof raw === 'string' ? raw.split(',') : raw)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function setting<T>(
  { documentation, effect = APPLIED, alias }: Entry,
  type: string,
  defaultValue: T,
  defaultText: string,
  schema: JsonSchema,
  parse: (raw: RawValue) => T,
): Setting<T> {
  return { type, defaultValue, defaultText, documentation, effect, alias, schema, parse };
}

function bounded(
  value: number,
  { min, max, boundsError, minError }: Bounds,
  show: (value: number) => string,
): number {
  const isTooSmall = min !== undefined && value < min;
  const isTooLarge = max !== undefined && value > max;
  if (!isTooSmall && !isTooLarge) return value;
  const error = (isTooSmall ? minError : undefined) ?? boundsError;
  if (error !== undefined) throw new ValueFailure(error.replace('{}', show(value)));
  const bound = isTooSmall ? `at least ${show(min)}` : `at most ${show(max ?? value)}`;
  throw new ValueFailure(`expected ${bound}, but got ${show(value)}`);
}

/** Numbers may also come as text, as they do from the environment. */
function numberSchema(type: 'integer' | 'number', { min, max }: Bounds): JsonSchema {
  return {
    type: [type, 'string'],
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
}
