// Boolean functions.
import { AssertionFailure } from '../failures.js';
import type { EvaluationState } from '../evaluation.js';
import type { FeelValue } from '../values/value.js';
import { builtin, illegalArguments, type Builtin } from './builtin.js';

export const BOOLEAN_FUNCTIONS: readonly Builtin[] = [
  builtin('not', ['negand'], ([value]) => (typeof value === 'boolean' ? !value : null)),
  builtin('is defined', ['value'], ([value]) => value !== null),
  builtin('get or else', ['value', 'default'], ([value = null, fallback = null]) => value ?? fallback),
  builtin('assert', ['value', 'condition'], ([value = null, condition], state) =>
    condition === true ? value : failAssertion('The condition is not fulfilled', state),
  ),
  builtin('assert', ['value', 'condition', 'cause'], (args, state) => {
    const [value = null, condition, cause] = args;
    if (typeof cause !== 'string') return failAssertion(illegalArguments(args).message, state);
    return condition === true ? value : failAssertion(cause, state);
  }),
];

function failAssertion(message: string, state: EvaluationState): FeelValue {
  state.warn('ASSERT_FAILURE', message);
  throw new AssertionFailure(message);
}
