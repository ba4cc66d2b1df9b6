// The result of evaluating anything: failures are values here, never exceptions.
import type { FeelValue } from '@grevy/feel';

export interface Success {
  readonly ok: true;
  readonly value: FeelValue;
}

export interface Failure {
  readonly ok: false;
  readonly failure: string;
}

export type Outcome = Success | Failure;

export function success(value: FeelValue): Success {
  return { ok: true, value };
}

export function failure(text: string): Failure {
  return { ok: false, failure: text };
}
