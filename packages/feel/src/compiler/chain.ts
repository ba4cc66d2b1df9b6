// A value with paths and filters behind it.
import type { ChainNode, ChainStep, Node } from '../ast.js';
import type { EvaluationState } from '../evaluation.js';
import { toDouble, type FeelNumber } from '../numbers/number.js';
import { valueAtPath } from '../operators/property.js';
import { ItemScope, type Scope } from '../scope.js';
import { FeelError } from '../values/error.js';
import { textOf } from '../values/text.js';
import { isList, isNumber, type FeelList, type FeelValue } from '../values/value.js';
import type { Compile, Evaluator } from './evaluator.js';
import { readVariable } from './variable.js';

type Step = (value: FeelValue, scope: Scope) => FeelValue;

export function compileChain(node: ChainNode, compile: Compile): Evaluator {
  const steps = node.steps.map((step): Step => {
    if (step.kind === 'filter') return compileFilter(step.filter, compile);
    const { name } = step;
    return (value, scope) => valueAtPath(value, name, scope.state);
  });
  if (node.base.kind === 'variable') return compileQualifiedName(node.base.name, node.steps, steps);
  const base = compile(node.base);
  return (scope) => applySteps(base(scope), steps, scope, 0);
}

function applySteps(base: FeelValue, steps: readonly Step[], scope: Scope, from: number): FeelValue {
  let value = base;
  for (let index = from; index < steps.length; index++) value = steps[index]?.(value, scope) ?? null;
  return value;
}

/** A name with paths directly behind it: if there is no such variable, only this is reported. */
function compileQualifiedName(name: string, nodes: readonly ChainStep[], steps: readonly Step[]): Evaluator {
  const firstFilter = nodes.findIndex((step) => step.kind === 'filter');
  const pathLength = firstFilter < 0 ? nodes.length : firstFilter;
  const [only] = steps;
  if (only !== undefined && steps.length === 1 && pathLength === 1) {
    return (scope) => {
      const variable = readVariable(name, scope);
      return variable === undefined ? null : only(variable, scope);
    };
  }
  return (scope) => {
    const variable = readVariable(name, scope);
    return variable === undefined
      ? applySteps(null, steps, scope, pathLength)
      : applySteps(variable, steps, scope, 0);
  };
}

function compileFilter(filter: Node, compile: Compile): Step {
  const select = compileSelection(filter, compile);
  return (value, scope) => {
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
    scope.state.spend(1);
    const index = evaluate(scope);
    return isNumber(index) ? itemAt(list, index) : perItem(list, scope);
  };
}

function looksAtItemsOnly(filter: Node): boolean {
  if (filter.kind === 'comparison') return filter.operator !== '!=';
  return filter.kind === 'call' || filter.kind === 'method call';
}

/** 1-based, from the end if negative; fractions are rounded down. */
function itemAt(list: FeelList, index: FeelNumber): FeelValue {
  const position = Math.floor(toDouble(index));
  return list.at(position > 0 ? position - 1 : position === 0 ? list.length : position) ?? null;
}

/** The first item decides whether the filter is a condition or an index. */
function filterItems(list: FeelList, scope: Scope, evaluate: Evaluator): FeelValue {
  scope.state.spend(list.length);
  const kept: FeelValue[] = [];
  for (const [position, item] of list.entries()) {
    const result = evaluate(new ItemScope(scope, item));
    if (result === true) kept.push(item);
    else if (position > 0) continue;
    else if (result instanceof FeelError) return result;
    else if (isNumber(result)) return itemAt(list, result);
  }
  return kept;
}
