// A range as an argument of a function. Its bounds must be numbers or temporals.
import type { Node, RangeNode } from '../ast.js';
import { isTemporal } from '../temporal/temporal.js';
import { FeelError } from '../values/error.js';
import { FeelRange } from '../values/range.js';
import { isNumber, type FeelValue } from '../values/value.js';
import { textOf } from '../values/text.js';
import type { Compile, Evaluator } from './evaluator.js';

export function compileRangeValue(node: RangeNode, compile: Compile): Evaluator {
  const start = compile(node.start.value);
  const end = compile(node.end.value);
  return (scope) => {
    const from = start(scope);
    const to = end(scope);
    if (isBound(from) && isBound(to)) {
      return new FeelRange(
        { value: from, closed: node.start.closed },
        { value: to, closed: node.end.closed },
      );
    }
    const message = `Invalid range definition '${describeRange(node)}'`;
    scope.state.warn('INVALID_TYPE', message);
    return new FeelError(message);
  };
}

function isBound(value: FeelValue): boolean {
  return isNumber(value) || isTemporal(value);
}

/** The reference shows its own syntax tree in this message. */
function describeRange({ start, end }: RangeNode): string {
  return `ConstRange(${describeBound(start)},${describeBound(end)})`;
}

function describeBound({ value, closed }: RangeNode['start']): string {
  return `${closed ? 'Closed' : 'Open'}ConstRangeBoundary(${describe(value)})`;
}

function describe(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return describeLiteral(node.value);
    case 'list':
      return `ConstList(List(${node.items.map(describe).join(', ')}))`;
    case 'variable':
      return `Ref(List(${node.name}))`;
    default:
      return node.kind;
  }
}

function describeLiteral(value: FeelValue): string {
  if (value === null) return 'ConstNull';
  if (typeof value === 'string') return `ConstString(${value})`;
  if (typeof value === 'boolean') return `ConstBool(${value})`;
  return isNumber(value) ? `ConstNumber(${value})` : textOf(value);
}
