// `instance of`. Null is an instance of nothing; an unknown type has no instances.
import type { InstanceOfNode } from '../ast.js';
import { isTemporal } from '../temporal/temporal.js';
import { FeelContext, FeelFunction, type FeelValue, isList, isNumber } from '../values/value.js';
import { FeelError } from '../values/error.js';
import type { Compile, Evaluator } from './evaluator.js';

export function compileInstanceOf(node: InstanceOfNode, compile: Compile): Evaluator {
  const value = compile(node.value);
  const { type } = node;
  return (scope) => {
    const found = value(scope);
    return found instanceof FeelError ? found : isInstance(found, type);
  };
}

function isInstance(value: FeelValue, type: string): boolean {
  if (type === 'Any') return value !== null;
  return typeName(value) === type;
}

function typeName(value: FeelValue): string | undefined {
  if (isNumber(value)) return 'number';
  if (isTemporal(value)) return value.kind.replace('local ', '');
  if (isList(value)) return 'list';
  if (value instanceof FeelContext) return 'context';
  if (value instanceof FeelFunction) return 'function';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : undefined;
}
