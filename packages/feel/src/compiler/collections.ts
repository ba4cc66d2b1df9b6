// Lists and contexts. A failure in an item or entry fails the whole.
import type { ContextNode, ListNode } from '../ast.js';
import { EntryScope } from '../scope.js';
import { MapContext } from '../values/context.js';
import { FeelError } from '../values/error.js';
import { FeelFunction, type FeelValue } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';

export function compileList(node: ListNode, compile: Compile): Evaluator {
  const items = node.items.map(compile);
  return (scope) => {
    scope.state.spend(items.length);
    const values: FeelValue[] = [];
    for (const item of items) {
      const value = item(scope);
      if (value instanceof FeelError) return value;
      values.push(value);
    }
    return values;
  };
}

/** Each entry sees the ones before it. A function becomes callable but is no entry. */
export function compileContext(node: ContextNode, compile: Compile): Evaluator {
  const entries = node.entries.map(({ key, value }) => ({ key, evaluate: compile(value) }));
  return (outer) => {
    outer.state.spend(entries.length);
    const scope = new EntryScope(outer);
    for (const { key, evaluate } of entries) {
      const value = evaluate(scope);
      if (value instanceof FeelError) return value;
      if (value instanceof FeelFunction) scope.define(key, value);
      else scope.values.set(key, value);
    }
    return new MapContext(scope.values, 'itself', scope.functions);
  };
}
