// `for`, `some` and `every`. All iterators are evaluated before the first round, outside of each other.
import type { ForNode, IteratorNode, QuantifiedNode } from '../ast.js';
import type { EvaluationState } from '../evaluation.js';
import { LimitExceeded, UnexpectedFailure } from '../failures.js';
import { MAX_LIST_SIZE } from '../limits.js';
import { add, compareNumbers, toDouble, type FeelNumber } from '../numbers/number.js';
import { PartialScope, VariablesScope, type Scope } from '../scope.js';
import { FeelError } from '../values/error.js';
import { textOf } from '../values/text.js';
import { isList, isNumber, type FeelValue } from '../values/value.js';
import { expectedList } from './chain.js';
import type { Compile, Evaluator } from './evaluator.js';
import { warnNoBoolean } from './logic.js';

type Source = (scope: Scope) => Iterable<FeelValue> | FeelError;

interface Iterator {
  readonly name: string;
  readonly source: Source;
}

export function compileFor(node: ForNode, compile: Compile): Evaluator {
  const iterators = compileIterators(node.iterators, compile);
  const result = compile(node.result);
  return (scope) => {
    const sources = openSources(iterators, scope);
    if (sources instanceof FeelError) return sources;
    const results: FeelValue[] = [];
    forEachRound(iterators, sources, scope, (round) => {
      results.push(result(new PartialScope(round, results)));
      if (results.length > MAX_LIST_SIZE) {
        throw new LimitExceeded(`A list would have more than ${MAX_LIST_SIZE} items`);
      }
      return true;
    });
    return results;
  };
}

export function compileQuantified(node: QuantifiedNode, compile: Compile): Evaluator {
  const iterators = compileIterators(node.iterators, compile);
  const condition = compile(node.condition);
  const decisive = node.kind === 'some';
  return (scope) => {
    const sources = openSources(iterators, scope);
    if (sources instanceof FeelError) return sources;
    let outcome: boolean | null = !decisive;
    forEachRound(iterators, sources, scope, (round) => {
      const holds = condition(round);
      if (holds === decisive) outcome = decisive;
      else if (holds !== !decisive) {
        if (outcome !== null) warnNoBoolean(holds, scope.state);
        outcome = null;
      }
      return outcome !== decisive;
    });
    return outcome;
  };
}

function compileIterators(nodes: readonly IteratorNode[], compile: Compile): readonly Iterator[] {
  return nodes.map(({ name, source }) => ({
    name,
    source:
      source.kind === 'values'
        ? compileValues(compile(source.list))
        : compileCount(compile(source.from), compile(source.to)),
  }));
}

function compileValues(list: Evaluator): Source {
  return (scope) => {
    const value = list(scope);
    return isList(value) ? value : expectedList(value, scope.state);
  };
}

function compileCount(from: Evaluator, to: Evaluator): Source {
  return (scope) => {
    const first = from(scope);
    if (!isNumber(first)) return expectedList(expectedNumber(first, scope.state), scope.state);
    const last = to(scope);
    if (!isNumber(last)) return expectedList(expectedNumber(last, scope.state), scope.state);
    return count(first, last);
  };
}

function expectedNumber(found: FeelValue, state: EvaluationState): FeelError {
  const message = `Expected number but found '${textOf(found)}'`;
  state.warn('INVALID_TYPE', message);
  return new FeelError(message);
}

const MAX_COUNT = 2_147_483_647;

/** Counts up or down in steps of one, as far as the end allows. */
function count(first: FeelNumber, last: FeelNumber): Iterable<FeelNumber> {
  const step = compareNumbers(first, last) <= 0 ? 1 : -1;
  if (Math.abs(toDouble(last) - toDouble(first)) > MAX_COUNT) {
    throw new UnexpectedFailure('java.lang.IllegalArgumentException', 'More than Int.MaxValue elements.');
  }
  return {
    *[Symbol.iterator]() {
      for (let value = first; compareNumbers(value, last) * step <= 0; value = add(value, step)) yield value;
    },
  };
}

function openSources(iterators: readonly Iterator[], scope: Scope): Iterable<FeelValue>[] | FeelError {
  const sources: Iterable<FeelValue>[] = [];
  for (const { source } of iterators) {
    const values = source(scope);
    if (values instanceof FeelError) return values;
    sources.push(values);
  }
  return sources;
}

/** Runs through all combinations, the last iterator fastest, until `visit` returns false. */
function forEachRound(
  iterators: readonly Iterator[],
  sources: readonly Iterable<FeelValue>[],
  scope: Scope,
  visit: (round: Scope) => boolean,
): void {
  const names = iterators.map(({ name }) => name);
  const combine = (values: readonly FeelValue[]): boolean => {
    const source = sources[values.length];
    if (source === undefined) return visit(new VariablesScope(scope, names, values));
    for (const value of source) {
      scope.state.spend(1);
      if (!combine([...values, value])) return false;
    }
    return true;
  };
  combine([]);
}
