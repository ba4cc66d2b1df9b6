// All built-in functions by name.
import type { FeelFunctionDefinition } from '../values/value.js';
import type { Builtin } from './builtin.js';
import { BOOLEAN_FUNCTIONS } from './boolean.js';
import { CONTEXT_FUNCTIONS } from './context.js';
import { CONVERSION_FUNCTIONS } from './conversion.js';
import { LIST_FUNCTIONS } from './list.js';
import { NUMERIC_FUNCTIONS } from './numeric.js';
import { PATTERN_FUNCTIONS } from './pattern.js';
import { RANGE_FUNCTIONS } from './range.js';
import { STATISTIC_FUNCTIONS } from './statistics.js';
import { STRING_FUNCTIONS } from './string.js';
import { TEMPORAL_FUNCTIONS } from './temporal.js';

/** Every built-in in the order of its family; a name has an entry for each signature. */
export const BUILTINS: readonly Builtin[] = [
  ...CONVERSION_FUNCTIONS,
  ...BOOLEAN_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...PATTERN_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...STATISTIC_FUNCTIONS,
  ...NUMERIC_FUNCTIONS,
  ...CONTEXT_FUNCTIONS,
  ...RANGE_FUNCTIONS,
  ...TEMPORAL_FUNCTIONS,
];

const BY_NAME = new Map<string, Builtin[]>();
for (const builtin of BUILTINS) {
  const signatures = BY_NAME.get(builtin.name);
  if (signatures === undefined) BY_NAME.set(builtin.name, [builtin]);
  else signatures.push(builtin);
}

export function findBuiltin(
  name: string,
  fits: (candidate: FeelFunctionDefinition) => boolean,
): FeelFunctionDefinition | undefined {
  return BY_NAME.get(name)?.find(fits);
}
