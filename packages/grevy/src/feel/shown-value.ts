// FEEL values and warnings as people read them.
import { textOf, type FeelValue, type Warning } from '@grevy/feel';

/** The value in FEEL notation; a string at the top without quotes. */
export function shownValue(value: FeelValue): string {
  return typeof value === 'string' ? value : textOf(value);
}

export function shownWarning({ type, message }: Warning): string {
  return `warning: ${message} [${type}]`;
}
