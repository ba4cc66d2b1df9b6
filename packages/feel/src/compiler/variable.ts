// Names and `?`.
import type { VariableNode } from '../ast.js';
import { INPUT_VARIABLE, type Scope } from '../scope.js';
import { FeelError } from '../values/error.js';
import { FeelFunction, type FeelValue } from '../values/value.js';
import type { Evaluator } from './evaluator.js';

export function compileVariable({ name }: VariableNode): Evaluator {
  return (scope) => readVariable(name, scope) ?? null;
}

/** The value of a variable; undefined, and reported, if there is none. */
export function readVariable(name: string, scope: Scope): FeelValue | undefined {
  const value = scope.variable(name);
  if (value !== undefined && (isReadable(value) || isCallersFunction(name, value, scope))) return value;
  scope.state.warn('NO_VARIABLE_FOUND', `No variable found with name '${name}'`);
  return undefined;
}

export function compileInput(): Evaluator {
  return readInput;
}

/** The input of the unary tests that are being evaluated. */
export function readInput(scope: Scope): FeelValue {
  const value = scope.variable(INPUT_VARIABLE);
  if (value !== undefined && isReadable(value)) return value;
  scope.state.warn('NO_VARIABLE_FOUND', 'No input value found.');
  return null;
}

/** Functions that the caller gives as variables are values. */
function isCallersFunction(name: string, value: FeelValue, scope: Scope): boolean {
  return value instanceof FeelFunction && scope.isCallers(name);
}

/** Functions and failures are never variables, even as items of a loop or as parameters. */
function isReadable(value: FeelValue): boolean {
  return !(value instanceof FeelError || value instanceof FeelFunction);
}
