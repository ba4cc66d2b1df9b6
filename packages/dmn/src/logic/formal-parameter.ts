// The parameters of business knowledge models and function definitions. Arguments are checked against their
// types when the function is invoked.
import type { FeelValue } from '@grevy/feel';
import type { Failure } from '../evaluation/outcome.js';
import { checkType } from './type-check.js';

export interface FormalParameter {
  readonly name: string;
  /** The name of its type; '' if it has none. */
  readonly typeRef: string;
}

export type BoundArguments =
  { readonly ok: true; readonly bindings: ReadonlyMap<string, FeelValue> } | Failure;

/** Arguments in the order of the parameters; one that is left out is null. */
export function bindArguments(
  parameters: readonly FormalParameter[],
  args: readonly FeelValue[],
): BoundArguments {
  const bindings = new Map<string, FeelValue>();
  for (const [index, { name, typeRef }] of parameters.entries()) {
    const checked = checkType(args[index] ?? null, typeRef);
    if (!checked.ok) return checked;
    bindings.set(name, checked.value);
  }
  return { ok: true, bindings };
}
