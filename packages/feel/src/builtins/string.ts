// String functions. Positions count UTF-16 units from 1; what needs regular expressions is in pattern.ts.
import { LimitExceeded, UnexpectedFailure } from '../failures.js';
import { MAX_STRING_LENGTH } from '../limits.js';
import { toInt32, type FeelNumber } from '../numbers/number.js';
import { isNumber } from '../values/value.js';
import { builtin, type Builtin } from './builtin.js';

export const STRING_FUNCTIONS: readonly Builtin[] = [
  builtin('substring', ['string', 'start position'], ([text, start]) =>
    typeof text === 'string' && isNumber(start) ? substring(text, start) : undefined,
  ),
  builtin('substring', ['string', 'start position', 'length'], ([text, start, length]) =>
    typeof text === 'string' && isNumber(start) && isNumber(length)
      ? substring(text, start, length)
      : undefined,
  ),
  textFunction('string length', 'string', (text) => text.length),
  textFunction('upper case', 'string', (text) => text.toUpperCase()),
  textFunction('lower case', 'string', (text) => text.toLowerCase()),
  matchFunction('substring before', (text, match) => {
    const index = text.indexOf(match);
    return index > 0 ? text.slice(0, index) : '';
  }),
  matchFunction('substring after', (text, match) => {
    const index = text.indexOf(match);
    return index < 0 ? '' : text.slice(index + match.length);
  }),
  matchFunction('contains', (text, match) => text.includes(match)),
  matchFunction('starts with', (text, match) => text.startsWith(match)),
  matchFunction('ends with', (text, match) => text.endsWith(match)),
];

function textFunction(name: string, parameter: string, apply: (text: string) => string | number): Builtin {
  return builtin(name, [parameter], ([text]) =>
    typeof text === 'string' ? bounded(apply(text)) : undefined,
  );
}

function matchFunction(name: string, apply: (text: string, match: string) => string | boolean): Builtin {
  return builtin(name, ['string', 'match'], ([text, match]) =>
    typeof text === 'string' && typeof match === 'string' ? apply(text, match) : undefined,
  );
}

function bounded(result: string | number): string | number {
  if (typeof result === 'number' || result.length <= MAX_STRING_LENGTH) return result;
  throw new LimitExceeded(`A text would be longer than ${MAX_STRING_LENGTH} characters`);
}

/** From a position that counts from the end if it is negative; what is out of range fails the expression. */
function substring(text: string, start: FeelNumber, length?: FeelNumber): string {
  const position = toInt32(start);
  const from = position > 0 ? position - 1 : text.length + position;
  const to = length === undefined ? text.length : from + toInt32(length);
  if (from >= 0 && to >= from && to <= text.length) return text.slice(from, to);
  throw new UnexpectedFailure(
    'java.lang.StringIndexOutOfBoundsException',
    `begin ${from}, end ${to}, length ${text.length}`,
  );
}
