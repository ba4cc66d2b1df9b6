// How built-in functions are written: a name, the parameter names (named calls use them), and the invocation.
import type { EvaluationState } from '../evaluation.js';
import { FeelError } from '../values/error.js';
import type { FeelFunctionDefinition, FeelValue } from '../values/value.js';
import { textOf } from '../values/text.js';

export interface Builtin extends FeelFunctionDefinition {
  readonly name: string;
}

type Arguments = readonly FeelValue[];

/**
 * A built-in. `invoke` gets one argument per parameter and returns undefined when they are of the wrong types,
 * which becomes the usual failure.
 */
export function builtin(
  name: string,
  parameters: readonly string[],
  invoke: (args: Arguments, state: EvaluationState) => FeelValue | undefined,
): Builtin {
  return {
    name,
    parameters,
    invoke: (args, state) => {
      for (const argument of args) if (typeof argument === 'string') state.spendOnText(argument.length);
      const result = invoke(args, state);
      return result === undefined ? illegalArguments(args) : result;
    },
  };
}

/** A built-in whose last parameter takes any number of arguments, or one list. */
export function variadic(
  name: string,
  parameters: readonly string[],
  invoke: (args: Arguments, state: EvaluationState) => FeelValue | undefined,
): Builtin {
  return { ...builtin(name, parameters, invoke), varArgs: true };
}

/** A failure among the arguments is passed on, else all arguments are named. */
export function illegalArguments(args: Arguments): FeelError {
  const failure = args.find((argument) => argument instanceof FeelError);
  if (failure !== undefined) return new FeelError(failure.message);
  return new FeelError(`Illegal arguments: ${args.map((argument) => `'${textOf(argument)}'`).join(', ')}`);
}
