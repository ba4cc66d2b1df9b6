// Invocations. The innermost function with this name and fitting parameters is chosen first, then the arguments
// are evaluated: those of an unknown function are not.
import type { Arguments, CallNode, MethodCallNode } from '../ast.js';
import { findBuiltin } from '../builtins/registry.js';
import type { EvaluationState } from '../evaluation.js';
import type { Scope } from '../scope.js';
import { FeelContext, type FeelFunctionDefinition, type FeelValue, isList } from '../values/value.js';
import { AssertionError, FeelError } from '../values/error.js';
import { listingOrder } from '../values/listing-order.js';
import { textOf } from '../values/text.js';
import type { Compile, Evaluator } from './evaluator.js';
import { compileRangeValue } from './range-value.js';

interface CompiledArguments {
  readonly fits: (candidate: FeelFunctionDefinition) => boolean;
  readonly evaluate: (target: FeelFunctionDefinition, scope: Scope) => FeelValue[];
  /** How a message about a missing function describes the arguments. */
  readonly description: string;
}

export function compileCall(node: CallNode, compile: Compile): Evaluator {
  const { name } = node;
  const args = compileArguments(node.arguments, compile);
  const builtin = findBuiltin(name, args.fits);
  return (scope) => {
    const target = scope.findFunction(name, args.fits) ?? builtin;
    return target === undefined ? noFunction(name, args, scope.state) : invoke(name, target, args, scope);
  };
}

export function compileMethodCall(node: MethodCallNode, compile: Compile): Evaluator {
  const { name } = node;
  const context = compile(node.target);
  const args = compileArguments(node.arguments, compile);
  return (scope) => {
    const owner = context(scope);
    if (owner instanceof FeelError) return owner;
    if (!(owner instanceof FeelContext)) {
      const message = `Expect context but found '${textOf(owner)}'`;
      scope.state.warn('INVALID_TYPE', message);
      return new FeelError(message);
    }
    const target = owner.functions(name).find(args.fits);
    return target === undefined ? noFunction(name, args, scope.state) : invoke(name, target, args, scope);
  };
}

function noFunction(name: string, args: CompiledArguments, state: EvaluationState): null {
  state.warn('NO_FUNCTION_FOUND', `No function found with name '${name}' and ${args.description}`);
  return null;
}

function invoke(
  name: string,
  target: FeelFunctionDefinition,
  args: CompiledArguments,
  scope: Scope,
): FeelValue {
  const { state } = scope;
  const values = args.evaluate(target, scope);
  state.enterCall();
  const result = target.invoke(values, state);
  state.leaveCall();
  if (!(result instanceof FeelError) || result instanceof AssertionError) return result;
  state.warn('FUNCTION_INVOCATION_FAILURE', `Failed to invoke function '${name}': ${result.message}`);
  return null;
}

function compileArguments(args: Arguments, compile: Compile): CompiledArguments {
  if (args.kind === 'positional') {
    return positional(
      args.values.map((value) =>
        value.kind === 'range' ? compileRangeValue(value, compile) : compile(value),
      ),
    );
  }
  const named = new Map<string, Evaluator>();
  for (const { name, value } of args.values) {
    named.set(name, value.kind === 'range' ? compileRangeValue(value, compile) : compile(value));
  }
  return byName(named);
}

function positional(evaluators: readonly Evaluator[]): CompiledArguments {
  const count = evaluators.length;
  return {
    fits: ({ parameters, varArgs }) =>
      parameters.length === count || (varArgs === true && count >= parameters.length),
    evaluate: ({ parameters, varArgs }, scope) => {
      const values = evaluators.map((evaluate) => evaluate(scope));
      return varArgs === true ? collectVarArgs(values, parameters.length) : values;
    },
    description: `${count} parameters`,
  };
}

/** A list as the only argument is taken as it is; all else becomes a list. */
function collectVarArgs(values: FeelValue[], parameterCount: number): FeelValue[] {
  if (values.length === 1 && parameterCount === 1 && isList(values[0])) return values;
  return [...values.slice(0, parameterCount - 1), values.slice(parameterCount - 1)];
}

function byName(evaluators: ReadonlyMap<string, Evaluator>): CompiledArguments {
  const names = [...evaluators.keys()];
  return {
    fits: ({ parameters }) => names.every((name) => parameters.includes(name)),
    evaluate: ({ parameters }, scope) =>
      parameters.map((parameter) => evaluators.get(parameter)?.(scope) ?? null),
    description: `parameters: ${listingOrder(names).join(',')}`,
  };
}
