// FEEL values and warnings as people read them.
import { LimitExceeded, textOf, type FeelValue, type Warning } from '@grevy/feel';

/** The value in FEEL notation; a string at the top without quotes. */
export function shownValue(value: FeelValue): string {
  return typeof value === 'string' ? value : feelNotation(value);
}

/** The value in FEEL notation; for one beyond the limits, which limit that is. */
export function feelNotation(value: FeelValue): string {
  try {
    return textOf(value);
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return `(${error.message})`;
  }
}

export function shownWarning({ type, message }: Warning): string {
  return `warning: ${message} [${type}]`;
}
