// `for`, `some` and `every`. All iterators are evaluated before the first round, outside of each other.
import type { ForNode, IteratorNode, QuantifiedNode } from '../ast.js';
import type { EvaluationState } from '../evaluation.js';
import { LimitExceeded, UnexpectedFailure } from '../failures.js';
import { MAX_ITERATORS, MAX_LIST_SIZE } from '../limits.js';
import { add, compareNumbers, toDouble, type FeelNumber } from '../numbers/number.js';
import { PartialScope, VariableScope, VariablesScope, type Scope } from '../scope.js';
import { FeelError } from '../values/error.js';
import { textOf } from '../values/text.js';
import { isList, isNumber, type FeelList, type FeelValue } from '../values/value.js';
import { expectedList } from './chain.js';
import { freeNamesOf } from './free-names.js';
import type { Compile, Evaluator } from './evaluator.js';
import { warnNoBoolean } from './logic.js';

type Source = (scope: Scope) => FeelValue | Count;

interface Loop {
  readonly name: string;
  readonly source: Source;
}

export function compileFor(node: ForNode, compile: Compile): Evaluator {
  const loops = compileIterators(node.iterators, compile);
  const result = compile(node.result);
  const usesPartial = freeNamesOf([node.result]).includes('partial');
  return (scope) => {
    const sources = openSources(loops, scope);
    if (sources instanceof FeelError) return sources;
    const results: FeelValue[] = [];
    forEachRound(loops, sources, scope, (round) => {
      results.push(result(usesPartial ? new PartialScope(round, results) : round));
      if (results.length > MAX_LIST_SIZE) {
        throw new LimitExceeded(`A list would have more than ${MAX_LIST_SIZE} items`);
      }
      return true;
    });
    return results;
  };
}

export function compileQuantified(node: QuantifiedNode, compile: Compile): Evaluator {
  const loops = compileIterators(node.iterators, compile);
  const condition = compile(node.condition);
  const decisive = node.kind === 'some';
  return (scope) => {
    const sources = openSources(loops, scope);
    if (sources instanceof FeelError) return sources;
    let outcome: boolean | null = !decisive;
    forEachRound(loops, sources, scope, (round) => {
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

function compileIterators(nodes: readonly IteratorNode[], compile: Compile): readonly Loop[] {
  if (nodes.length > MAX_ITERATORS)
    throw new LimitExceeded(`A loop has more than ${MAX_ITERATORS} iterators`);
  return nodes.map(({ name, source }) => ({
    name,
    source:
      source.kind === 'values'
        ? compileValues(compile(source.list))
        : compileCount(compile(source.from), compile(source.to)),
  }));
}

function compileValues(list: Evaluator): Source {
  return (scope) => list(scope);
}

function compileCount(from: Evaluator, to: Evaluator): Source {
  return (scope) => {
    const first = from(scope);
    const last = to(scope);
    if (!isNumber(first)) return expectedNumber(first, scope.state);
    return isNumber(last) ? new Count(first, last) : expectedNumber(last, scope.state);
  };
}

function expectedNumber(found: FeelValue, state: EvaluationState): FeelError {
  const message = `Expected number but found '${textOf(found)}'`;
  state.warn('INVALID_TYPE', message);
  return new FeelError(message);
}

const MAX_COUNT = 2_147_483_647;

/** Counts up or down in steps of one, as far as the end allows. */
class Count implements Iterable<FeelNumber> {
  private readonly step: 1 | -1;

  constructor(
    private readonly first: FeelNumber,
    private readonly last: FeelNumber,
  ) {
    this.step = compareNumbers(first, last) <= 0 ? 1 : -1;
    if (Math.abs(toDouble(last) - toDouble(first)) > MAX_COUNT) {
      throw new UnexpectedFailure('java.lang.IllegalArgumentException', 'More than Int.MaxValue elements.');
    }
  }

  *[Symbol.iterator](): Iterator<FeelNumber> {
    const { first, last, step } = this;
    for (let value = first; compareNumbers(value, last) * step <= 0; value = add(value, step)) yield value;
  }
}

/** Evaluates all iterators, then checks each: the first that is no list fails the loop, but all are reported. */
function openSources(loops: readonly Loop[], scope: Scope): Iterable<FeelValue>[] | FeelError {
  const values = loops.map(({ source }) => source(scope));
  const sources = values.map((value) =>
    value instanceof Count || isList(value) ? value : expectedList(value, scope.state),
  );
  return sources.find((source) => source instanceof FeelError) ?? sources.filter(isIterable);
}

function isIterable(source: FeelList | Count | FeelError): source is FeelList | Count {
  return !(source instanceof FeelError);
}

/** Runs through all combinations, the last iterator fastest, until `visit` returns false. */
function forEachRound(
  loops: readonly Loop[],
  sources: readonly Iterable<FeelValue>[],
  scope: Scope,
  visit: (round: Scope) => boolean,
): void {
  const [only] = loops;
  const [values] = sources;
  if (only !== undefined && values !== undefined && loops.length === 1) {
    for (const value of values) {
      scope.state.spend(1);
      if (!visit(new VariableScope(scope, only.name, value))) return;
    }
    return;
  }
  const names = loops.map(({ name }) => name);
  const combine = (chosen: readonly FeelValue[]): boolean => {
    const source = sources[chosen.length];
    if (source === undefined) return visit(new VariablesScope(scope, names, chosen));
    for (const value of source) {
      scope.state.spend(1);
      if (!combine([...chosen, value])) return false;
    }
    return true;
  };
  combine([]);
}
