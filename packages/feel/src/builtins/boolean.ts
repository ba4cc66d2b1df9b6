// Boolean functions.
import type { EvaluationState } from '../evaluation.js';
import { AssertionError, FeelError } from '../values/error.js';
import type { FeelValue } from '../values/value.js';
import { builtin, illegalArguments, type Builtin } from './builtin.js';

export const BOOLEAN_FUNCTIONS: readonly Builtin[] = [
  builtin('not', ['negand'], ([value]) => (typeof value === 'boolean' ? !value : null)),
  builtin('is defined', ['value'], ([value]) => value !== null),
  builtin('get or else', ['value', 'default'], ([value = null, fallback = null]) => {
    const result = value ?? fallback;
    return result instanceof FeelError ? undefined : result;
  }),
  builtin('assert', ['value', 'condition'], ([value = null, condition], state) =>
    condition === true ? asserted(value, state) : failAssertion('The condition is not fulfilled', state),
  ),
  builtin('assert', ['value', 'condition', 'cause'], (args, state) => {
    const [value = null, condition, cause] = args;
    if (condition === true) return asserted(value, state);
    return failAssertion(typeof cause === 'string' ? cause : illegalArguments(args).message, state);
  }),
];

/** A value that failed to evaluate fails the assertion too. */
function asserted(value: FeelValue, state: EvaluationState): FeelValue {
  return value instanceof FeelError ? failAssertion(value.message, state) : value;
}

/** Nothing can undo a failed assertion: the state keeps it, whatever becomes of the value. */
function failAssertion(message: string, state: EvaluationState): FeelValue {
  state.warn('ASSERT_FAILURE', message);
  state.failAssertion(message);
  return new AssertionError(message);
}
