// The values of FEEL. Null, booleans and strings are JavaScript's; lists are arrays that nobody changes.
import { Decimal } from '../numbers/decimal.js';
import type { FeelNumber } from '../numbers/number.js';
import type { Temporal } from '../temporal/temporal.js';
import type { FeelContext } from './context.js';
import type { FeelError } from './error.js';
import type { FeelFunction } from './function.js';
import type { FeelRange } from './range.js';

export type FeelList = readonly FeelValue[];

export type FeelValue =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelList
  | FeelContext
  | Temporal
  | FeelFunction
  | FeelRange
  | FeelError;

export function isList(value: FeelValue | undefined): value is FeelList {
  return Array.isArray(value);
}

export function isNumber(value: FeelValue | undefined): value is FeelNumber {
  return typeof value === 'number' || value instanceof Decimal;
}
