// FEEL values as JSON text, which keeps all digits; never through JavaScript's numbers.
import { toJson, type FeelValue } from '@grevy/feel';
import { CommandFailure } from '../cli/failure.js';

/** @throws CommandFailure for a value beyond the limits */
export function jsonText(value: FeelValue): string {
  const result = toJson(value);
  if (result.ok) return result.json;
  throw new CommandFailure(`The result cannot be written as JSON: ${result.failure}`);
}
