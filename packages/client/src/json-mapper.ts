/**
 * How variables become JSON text, and text variables.
 *
 * Invariant of the default: no digit of an integer is lost in either direction.
 */
import { parse, stringify } from 'lossless-json';

export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Variables of a request: an object, or the JSON text of one, which is sent as it is. */
export type Variables = string | object;

export interface JsonMapper {
  stringify(value: object): string;
  /** @throws SyntaxError for what is no JSON */
  parse(text: string): unknown;
}

/** The shortest integer that a number may not hold exactly has 16 digits (2^53 = 9007199254740992). */
const MAY_HAVE_LARGE_INTEGER = /\d{16}/;
const INTEGER = /^-?\d+$/;

/**
 * Integers from -(2^53 - 1) to 2^53 - 1 are numbers, those beyond are bigints; decimals are numbers, as the engine keeps
 * them too. Numbers and bigints are written with all their digits.
 */
export const EXACT_JSON: JsonMapper = {
  stringify: (value) => {
    try {
      return stringify(value) ?? '{}';
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new TypeError('Variables must not contain themselves, nor nest without end', { cause: error });
    }
  },
  parse: (text): unknown =>
    MAY_HAVE_LARGE_INTEGER.test(text) ? parse(text, undefined, exactNumber) : JSON.parse(text),
};

/** `JSON.parse`, which rounds integers beyond 2^53, and `JSON.stringify`, which refuses bigints. */
export const PLAIN_JSON: JsonMapper = {
  stringify: (value) => JSON.stringify(value),
  parse: (text): unknown => JSON.parse(text),
};

function exactNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) || !INTEGER.test(text) ? number : BigInt(text);
}

/** The text of variables; none are the empty object. */
export function variablesText(variables: Variables | undefined, mapper: JsonMapper): string {
  if (variables === undefined) return '{}';
  return typeof variables === 'string' ? variables : mapper.stringify(variables);
}

/**
 * Variables, or headers, of their text.
 * @throws SyntaxError for what is no JSON, TypeError for JSON that is no object
 */
export function parsedObject(text: string, mapper: JsonMapper): JsonObject {
  const value = mapper.parse(text);
  if (!isObject(value)) throw new TypeError(`Expected a JSON object, but was: ${text.slice(0, 100)}`);
  return value;
}

/** What a mapper made of JSON text is a JsonObject if it is an object at all. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
