// The names that an expression reads from its surroundings.
import type { Arguments, ContextNode, Node } from '../ast.js';

/** In order of first appearance. Names that only a filter's item may define are included. */
export function freeNamesOf(nodes: readonly Node[]): readonly string[] {
  const free = new Set<string>();
  for (const node of nodes) collect(node, new Set(), free);
  return [...free];
}

function collect(node: Node, bound: ReadonlySet<string>, free: Set<string>): void {
  const visit = (child: Node): void => {
    collect(child, bound, free);
  };
  switch (node.kind) {
    case 'variable':
      if (!bound.has(node.name)) free.add(node.name);
      return;
    case 'literal':
    case 'input':
      return;
    case 'list':
      node.items.forEach(visit);
      return;
    case 'context':
      return collectEntries(node.entries, bound, free);
    case 'chain':
      visit(node.base);
      for (const step of node.steps)
        if (step.kind === 'filter') collect(step.filter, withNames(bound, ['item']), free);
      return;
    case 'arithmetic':
      visit(node.first);
      for (const { operand } of node.rest) visit(operand);
      return;
    case 'negation':
      return visit(node.operand);
    case 'and':
    case 'or':
      node.operands.forEach(visit);
      return;
    case 'comparison':
      return [node.left, node.right].forEach(visit);
    case 'input comparison':
      return visit(node.right);
    case 'between':
      return [node.value, node.low, node.high].forEach(visit);
    case 'instance of':
      return visit(node.value);
    case 'in':
      return [node.value, ...node.tests].forEach(visit);
    case 'test':
      return visit(node.expression);
    case 'range':
      return [node.start.value, node.end.value].forEach(visit);
    case 'if':
      return [node.condition, node.consequence, node.alternative].forEach(visit);
    case 'for':
    case 'some':
    case 'every': {
      for (const { source } of node.iterators) {
        if (source.kind === 'values') visit(source.list);
        else [source.from, source.to].forEach(visit);
      }
      const names = node.iterators.map(({ name }) => name);
      if (node.kind === 'for') return collect(node.result, withNames(bound, [...names, 'partial']), free);
      return collect(node.condition, withNames(bound, names), free);
    }
    case 'function':
      if (node.body !== 'external') collect(node.body, withNames(bound, node.parameters), free);
      return;
    case 'method call':
      visit(node.target);
      return collectArguments(node.arguments, visit);
    case 'call':
      return collectArguments(node.arguments, visit);
  }
}

function withNames(bound: ReadonlySet<string>, names: readonly string[]): ReadonlySet<string> {
  return new Set([...bound, ...names]);
}

function collectEntries(
  entries: ContextNode['entries'],
  outer: ReadonlySet<string>,
  free: Set<string>,
): void {
  const bound = new Set(outer);
  for (const { key, value } of entries) {
    collect(value, bound, free);
    bound.add(key);
  }
}

function collectArguments(args: Arguments, visit: (node: Node) => void): void {
  if (args.kind === 'positional') args.values.forEach(visit);
  else for (const { value } of args.values) visit(value);
}
