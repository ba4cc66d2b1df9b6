// Checks of values against the type that a `typeRef` names. Only the variables of decisions and formal
// parameters are checked; null has every type, and names that are no built-in type are not checked.
import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelLocalDateTime,
  FeelLocalTime,
  FeelTime,
  isNumber,
  textOf,
  YearsMonthsDuration,
  type FeelValue,
} from '@grevy/feel';
import { failure, success, type Outcome } from '../evaluation/outcome.js';

const TYPES: ReadonlyMap<string, (value: FeelValue) => boolean> = new Map([
  ['string', (value) => typeof value === 'string'],
  ['number', (value) => isNumber(value)],
  ['boolean', (value) => typeof value === 'boolean'],
  ['time', (value) => value instanceof FeelTime || value instanceof FeelLocalTime],
  ['date', (value) => value instanceof FeelDate],
  ['dateTime', (value) => value instanceof FeelDateTime || value instanceof FeelLocalDateTime],
  ['dayTimeDuration', (value) => value instanceof DaysTimeDuration],
  ['yearMonthDuration', (value) => value instanceof YearsMonthsDuration],
]);

/** DMN 1.1 files name the built-in types with this prefix. */
const FEEL_PREFIX = 'feel:';

/** The value itself, or a failure if it is not of the type. */
export function checkType(value: FeelValue, typeRef: string): Outcome {
  if (value === null || typeRef === '') return success(value);
  const typeName = typeRef.startsWith(FEEL_PREFIX) ? typeRef.slice(FEEL_PREFIX.length) : typeRef;
  const isOfType = TYPES.get(typeName);
  if (isOfType === undefined || isOfType(value)) return success(value);
  return failure(`expected '${typeName}' but found '${textOf(value)}'`);
}
