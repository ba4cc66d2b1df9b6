// A node as the reference shows its own syntax tree: in messages about invalid ranges.
import type {
  Arguments,
  ArithmeticOperator,
  ChainNode,
  ComparisonOperator,
  Node,
  RangeNode,
} from '../ast.js';
import { isTemporal, type Temporal } from '../temporal/temporal.js';
import { textOf } from '../values/text.js';
import { isNumber, type FeelValue } from '../values/value.js';

/** `ConstRange(ClosedConstRangeBoundary(ConstNumber(1)),…)` */
export function rangeTreeText({ start, end }: RangeNode): string {
  return `ConstRange(${boundText(start)},${boundText(end)})`;
}

function boundText({ value, closed }: RangeNode['start']): string {
  return `${closed ? 'Closed' : 'Open'}ConstRangeBoundary(${treeText(value)})`;
}

const ARITHMETIC: Readonly<Record<ArithmeticOperator, string>> = {
  '+': 'Addition',
  '-': 'Subtraction',
  '*': 'Multiplication',
  '/': 'Division',
  '**': 'Exponentiation',
};

const COMPARISON: Readonly<Record<Exclude<ComparisonOperator, '!='>, string>> = {
  '=': 'Equal',
  '<': 'LessThan',
  '<=': 'LessOrEqual',
  '>': 'GreaterThan',
  '>=': 'GreaterOrEqual',
};

function treeText(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return literalText(node.value);
    case 'list':
      return `ConstList(${listText(node.items.map(treeText))})`;
    case 'context':
      return `ConstContext(${listText(node.entries.map(({ key, value }) => `(${key},${treeText(value)})`))})`;
    case 'variable':
      return `Ref(List(${node.name}))`;
    case 'input':
      return 'ConstInputValue';
    case 'chain':
      return chainText(node);
    case 'negation':
      return `ArithmeticNegation(${treeText(node.operand)})`;
    case 'arithmetic':
      return node.rest.reduce(
        (left, { operator, operand }) => `${ARITHMETIC[operator]}(${left},${treeText(operand)})`,
        treeText(node.first),
      );
    case 'comparison': {
      const operands = `${treeText(node.left)},${treeText(node.right)}`;
      return node.operator === '!=' ? `Not(Equal(${operands}))` : `${COMPARISON[node.operator]}(${operands})`;
    }
    case 'and':
      return node.operands.map(treeText).reduce((left, right) => `Conjunction(${left},${right})`);
    case 'or':
      return node.operands.map(treeText).reduce((left, right) => `Disjunction(${left},${right})`);
    case 'call':
      return `FunctionInvocation(${node.name},${argumentsText(node.arguments)})`;
    case 'if':
      return `If(${treeText(node.condition)},${treeText(node.consequence)},${treeText(node.alternative)})`;
    case 'range':
      return rangeTreeText(node);
    default:
      return node.kind;
  }
}

function listText(items: readonly string[]): string {
  return items.length === 0 ? 'List()' : `List(${items.join(', ')})`;
}

/** A name with paths behind it is one reference. */
function chainText({ base, steps }: ChainNode): string {
  let names = base.kind === 'variable' ? [base.name] : undefined;
  let text = treeText(base);
  for (const step of steps) {
    if (step.kind === 'filter') {
      text = `Filter(${text},${treeText(step.filter)})`;
      names = undefined;
    } else if (names === undefined) text = `PathExpression(${text},${step.name})`;
    else {
      names.push(step.name);
      text = `Ref(${listText(names)})`;
    }
  }
  return text;
}

function argumentsText(args: Arguments): string {
  if (args.kind === 'positional')
    return `PositionalFunctionParameters(${listText(args.values.map(treeText))})`;
  const entries = args.values.map(({ name, value }) => `${name} -> ${treeText(value)}`);
  return `NamedFunctionParameters(Map(${entries.join(', ')}))`;
}

const TEMPORAL: Readonly<Record<Temporal['kind'], string>> = {
  date: 'ConstDate',
  'local time': 'ConstLocalTime',
  time: 'ConstTime',
  'local date and time': 'ConstLocalDateTime',
  'date and time': 'ConstDateTime',
  'days and time duration': 'ConstDayTimeDuration',
  'years and months duration': 'ConstYearMonthDuration',
};

function literalText(value: FeelValue): string {
  if (value === null) return 'ConstNull';
  if (typeof value === 'string') return `ConstString(${value})`;
  if (typeof value === 'boolean') return `ConstBool(${value})`;
  if (isNumber(value)) return `ConstNumber(${value})`;
  if (!isTemporal(value)) return textOf(value);
  return `${TEMPORAL[value.kind]}(${temporalText(value)})`;
}

function temporalText(value: Temporal): string {
  if (value.kind === 'time') return value.operandText();
  return value.kind === 'years and months duration' ? value.writtenText() : value.isoText();
}
