// The JSON text that a FEEL result has as a variable (spec 14 §12).
import { toJson, type FeelValue } from '@grevy/feel';
import { javaDoubleText, jsonString, type ErrorType, type JsonText } from '@grevy/protocol';
import { Failure } from '../failure.js';

/** Strings and floats of results look as in the variables that clients send, so that equal values have equal texts. */
export const VARIABLE_TEXTS = { writeString: jsonString, writeDouble: javaDoubleText };

/** A value that is too deep or too long for a variable is the user's failure, not the engine's. */
export function resultText(value: FeelValue, errorType: ErrorType): JsonText | Failure {
  const result = toJson(value, { ...VARIABLE_TEXTS, keepsVariables: true });
  return result.ok ? (result.json as JsonText) : new Failure(errorType, result.failure);
}
