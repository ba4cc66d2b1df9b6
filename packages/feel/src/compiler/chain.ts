// A value with paths and filters behind it.
import type { ChainNode, Node } from '../ast.js';
import type { EvaluationState } from '../evaluation.js';
import { truncate, type FeelNumber } from '../numbers/number.js';
import { valueAtPath } from '../operators/property.js';
import { ItemScope, type Scope } from '../scope.js';
import { FeelError } from '../values/error.js';
import { textOf } from '../values/text.js';
import { isList, isNumber, type FeelList, type FeelValue } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';

type Step = (value: FeelValue, scope: Scope) => FeelValue;

export function compileChain(node: ChainNode, compile: Compile): Evaluator {
  const base = compile(node.base);
  const steps = node.steps.map((step): Step => {
    if (step.kind === 'filter') return compileFilter(step.filter, compile);
    const { name } = step;
    return (value, scope) => valueAtPath(value, name, scope.state);
  });
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return (scope) => only(base(scope), scope);
  return (scope) => {
    let value = base(scope);
    for (const step of steps) {
      if (value instanceof FeelError) return value;
      value = step(value, scope);
    }
    return value;
  };
}

function compileFilter(filter: Node, compile: Compile): Step {
  const select = compileSelection(filter, compile);
  return (value, scope) => {
    if (value instanceof FeelError) return value;
    return isList(value) ? select(value, scope) : expectedList(value, scope.state);
  };
}

/** The failure of a construct that needs a list. */
export function expectedList(found: FeelValue, state: EvaluationState): FeelError {
  const message = `Expected list but found '${textOf(found)}'`;
  state.warn('INVALID_TYPE', message);
  return new FeelError(message);
}

type Selection = (list: FeelList, scope: Scope) => FeelValue;

function compileSelection(filter: Node, compile: Compile): Selection {
  if (filter.kind === 'literal') {
    const { value } = filter;
    if (isNumber(value)) return (list) => itemAt(list, value);
    return (list) => (value === true ? list : []);
  }
  const evaluate = compile(filter);
  const perItem: Selection = (list, scope) => filterItems(list, scope, evaluate);
  if (looksAtItemsOnly(filter)) return perItem;
  // May also be an index: evaluated once outside of the items, where its warnings count.
  return (list, scope) => {
    const index = evaluate(scope);
    return isNumber(index) ? itemAt(list, index) : perItem(list, scope);
  };
}

function looksAtItemsOnly(filter: Node): boolean {
  if (filter.kind === 'comparison') return filter.operator !== '!=';
  return filter.kind === 'call' || filter.kind === 'method call';
}

/** 1-based, from the end if negative, fractions cut. */
function itemAt(list: FeelList, index: FeelNumber): FeelValue {
  const position = truncate(index);
  return list.at(position > 0 ? position - 1 : position === 0 ? list.length : position) ?? null;
}

function filterItems(list: FeelList, scope: Scope, evaluate: Evaluator): FeelValue {
  scope.state.spend(list.length);
  const kept: FeelValue[] = [];
  for (const [position, item] of list.entries()) {
    const result = evaluate(new ItemScope(scope, item));
    if (result === true) kept.push(item);
    else if (result instanceof FeelError) return result;
    else if (position === 0 && isNumber(result)) return itemAt(list, result);
  }
  return kept;
}
