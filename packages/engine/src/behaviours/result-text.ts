// The JSON text that a FEEL result has as a variable (spec 14 §12).
import { LimitExceeded, toJson, type FeelValue } from '@grevy/feel';
import type { ErrorType, JsonText } from '@grevy/protocol';
import { Failure } from '../failure.js';

/** A value that is too deep or too long for a variable is the user's failure, not the engine's. */
export function resultText(value: FeelValue, errorType: ErrorType): JsonText | Failure {
  try {
    return toJson(value) as JsonText;
  } catch (error) {
    if (error instanceof LimitExceeded) return new Failure(errorType, error.message);
    throw error;
  }
}
