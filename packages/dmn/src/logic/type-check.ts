// Checks of values against the type that a `typeRef` names. Only the variables of decisions and formal
// parameters are checked; null has every type, and names that are no built-in type are not checked.
import { isNumber, isTemporal, quotedText, type FeelValue, type Temporal } from '@grevy/feel';
import { failure, success, type Outcome } from '../evaluation/outcome.js';

const TYPES: ReadonlyMap<string, (value: FeelValue) => boolean> = new Map([
  ['string', (value: FeelValue) => typeof value === 'string'],
  ['number', (value: FeelValue) => isNumber(value)],
  ['boolean', (value: FeelValue) => typeof value === 'boolean'],
  ['time', temporalOf('time', 'local time')],
  ['date', temporalOf('date')],
  ['dateTime', temporalOf('date and time', 'local date and time')],
  ['dayTimeDuration', temporalOf('days and time duration')],
  ['yearMonthDuration', temporalOf('years and months duration')],
]);

function temporalOf(...kinds: readonly Temporal['kind'][]): (value: FeelValue) => boolean {
  return (value) => isTemporal(value) && kinds.includes(value.kind);
}

/** DMN 1.1 files name the built-in types with this prefix. */
const FEEL_PREFIX = 'feel:';

/** The value itself, or a failure if it is not of the type. */
export function checkType(value: FeelValue, typeRef: string): Outcome {
  if (value === null || typeRef === '') return success(value);
  const typeName = typeRef.startsWith(FEEL_PREFIX) ? typeRef.slice(FEEL_PREFIX.length) : typeRef;
  const isOfType = TYPES.get(typeName);
  if (isOfType === undefined || isOfType(value)) return success(value);
  return failure(`expected '${typeName}' but found '${quotedText(value)}'`);
}
