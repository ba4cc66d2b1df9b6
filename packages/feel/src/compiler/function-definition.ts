// `function(a, b) …`: a closure over the scope in which it stands.
import type { FunctionNode } from '../ast.js';
import { VariablesScope } from '../scope.js';
import { AssertionError, FeelError } from '../values/error.js';
import { FeelFunction } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';

/** Why an expression with an external function is refused. */
export class ExternalFunctionDisabled extends Error {
  override readonly name = 'ExternalFunctionDisabled';

  constructor() {
    super(
      'External functions are disabled. Use the FunctionProvider SPI (recommended) or enable external function in the configuration.',
    );
  }
}

export function compileFunction(node: FunctionNode, compile: Compile): Evaluator {
  const { parameters } = node;
  if (node.body === 'external') throw new ExternalFunctionDisabled();
  const body = compile(node.body);
  return (scope) =>
    new FeelFunction({
      parameters,
      invoke: (args) => {
        const result = body(new VariablesScope(scope, parameters, args));
        // To the caller it is a failure of this function.
        return result instanceof AssertionError ? new FeelError(result.message) : result;
      },
    });
}
