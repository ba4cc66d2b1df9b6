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
      return text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
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

function parseInteger(text: string, [least, most]: readonly [bigint, bigint]): number {
  if (!/^[+-]?\d+$/.test(text)) throw unparsable('ParseInt', text, 'invalid syntax');
  const value = BigInt(text.replace(/^\+/, ''));
  if (value < least || value > most) throw unparsable('ParseInt', text, 'value out of range');
  return Number(value);
}

function parseFloatingPoint(text: string): number {
  const value = Number(text);
  if (text.trim() !== text || text === '' || Number.isNaN(value)) {
    throw unparsable('ParseFloat', text, 'invalid syntax');
  }
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
