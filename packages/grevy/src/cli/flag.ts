// Flags of commands: what they are called, and how the text behind one becomes its value.
import { parseDuration } from './duration.js';

/** Names of types as help texts show them; `strings` are separated by commas. */
export type FlagType = 'string' | 'int32' | 'int' | 'float' | 'duration' | 'strings' | 'bool';

export type FlagValue = string | number | boolean | readonly string[];

export interface Flag {
  /** Long name, without dashes. */
  readonly name: string;
  readonly short?: string;
  readonly type: FlagType;
  readonly description: string;
  /** Milliseconds for a duration. */
  readonly default?: FlagValue;
  /** What the flag means without a value. Such a flag takes a value only as `--flag=value`. */
  readonly bare?: string;
  readonly hidden?: boolean;
}

const INTEGER_BOUNDS: Readonly<Record<'int32' | 'int', readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int: [-(2n ** 53n), 2n ** 53n],
};

/** @throws SyntaxError with the reason, as in `strconv.ParseInt: parsing "abc": invalid syntax` */
export function parseFlagValue(type: FlagType, text: string): FlagValue {
  switch (type) {
    case 'string':
      return text;
    case 'strings':
      return items(text);
    case 'duration':
      return parseDuration(text);
    case 'bool':
      return parseBoolean(text);
    case 'float':
      return parseFloatingPoint(text);
    case 'int':
    case 'int32':
      return parseInteger(text, INTEGER_BOUNDS[type]);
  }
}

/** Separated by commas; one that has commas itself stands in quotes. */
function items(text: string): readonly string[] {
  return [...text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]+))/g)]
    .map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim())
    .filter((item) => item !== '');
}

/** Decimal, or with a prefix: `0x`, `0o`, `0b`, `0` for octal; `_` may stand between digits. */
const INTEGER = /^[+-]?(?:0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?\d)*)$/;

function parseInteger(text: string, [least, most]: readonly [bigint, bigint]): number {
  if (!INTEGER.test(text)) throw unparsable('ParseInt', text, 'invalid syntax');
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const magnitude = BigInt(/^0\d/.test(digits) ? `0o${digits}` : digits);
  const value = text.startsWith('-') ? -magnitude : magnitude;
  if (value < least || value > most) throw unparsable('ParseInt', text, 'value out of range');
  return Number(value);
}

function parseFloatingPoint(text: string): number {
  const value = Number(text);
  if (text.trim() !== text || text === '' || Number.isNaN(value)) {
    throw unparsable('ParseFloat', text, 'invalid syntax');
  }
  if (!Number.isFinite(value) && /\d/.test(text)) throw unparsable('ParseFloat', text, 'value out of range');
  return value;
}

function parseBoolean(text: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw unparsable('ParseBool', text, 'invalid syntax');
}

/** The texts are those of the tool that `zbctl` stands in for. */
export function unparsable(parser: string, text: string, reason: string): SyntaxError {
  return new SyntaxError(`strconv.${parser}: parsing ${JSON.stringify(text)}: ${reason}`);
}
