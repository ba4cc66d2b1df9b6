// The syntax tree. Left-associative chains are one flat node, so that neither the parser nor the compiler nor
// the evaluation recurses over the length of a chain.
import type { FeelValue } from './values/value.js';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type OrderOperator = '<' | '<=' | '>' | '>=';
export type ComparisonOperator = OrderOperator | '=' | '!=';

export type Node =
  | LiteralNode
  | ListNode
  | ContextNode
  | VariableNode
  | InputNode
  | ChainNode
  | ArithmeticNode
  | NegationNode
  | LogicNode
  | ComparisonNode
  | InputComparisonNode
  | BetweenNode
  | InstanceOfNode
  | InNode
  | TestNode
  | RangeNode
  | IfNode
  | ForNode
  | QuantifiedNode
  | FunctionNode
  | CallNode
  | MethodCallNode;

export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: FeelValue;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface ContextNode {
  readonly kind: 'context';
  readonly entries: readonly { readonly key: string; readonly value: Node }[];
}

export interface VariableNode {
  readonly kind: 'variable';
  readonly name: string;
}

/** `?`, the input of unary tests. */
export interface InputNode {
  readonly kind: 'input';
}

/** A value followed by paths (`.name`) and filters (`[…]`). */
export interface ChainNode {
  readonly kind: 'chain';
  readonly base: Node;
  readonly steps: readonly ChainStep[];
}

export type ChainStep =
  { readonly kind: 'path'; readonly name: string } | { readonly kind: 'filter'; readonly filter: Node };

/** A chain of operators of the same precedence, from the left. */
export interface ArithmeticNode {
  readonly kind: 'arithmetic';
  readonly first: Node;
  readonly rest: readonly { readonly operator: ArithmeticOperator; readonly operand: Node }[];
}

export interface NegationNode {
  readonly kind: 'negation';
  readonly operand: Node;
}

/** A chain of `and` or of `or`. */
export interface LogicNode {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Node[];
}

export interface ComparisonNode {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Node;
  readonly right: Node;
}

/** `< 5`: a comparison of the input of unary tests. */
export interface InputComparisonNode {
  readonly kind: 'input comparison';
  readonly operator: OrderOperator;
  readonly right: Node;
}

export interface BetweenNode {
  readonly kind: 'between';
  readonly value: Node;
  readonly low: Node;
  readonly high: Node;
}

export interface InstanceOfNode {
  readonly kind: 'instance of';
  readonly value: Node;
  readonly type: string;
}

export interface InNode {
  readonly kind: 'in';
  readonly value: Node;
  readonly tests: readonly Node[];
}

/** An expression in the place of a unary test: compared with the input unless it is a test itself. */
export interface TestNode {
  readonly kind: 'test';
  readonly expression: Node;
  /** `true` or `false` at the end of the text is always compared with the input. */
  readonly isBooleanLiteral: boolean;
}

/** A range: a value as an argument of a function, everywhere else a test of the input. */
export interface RangeNode {
  readonly kind: 'range';
  readonly start: { readonly value: Node; readonly closed: boolean };
  readonly end: { readonly value: Node; readonly closed: boolean };
}

export interface IfNode {
  readonly kind: 'if';
  readonly condition: Node;
  readonly consequence: Node;
  readonly alternative: Node;
}

/** A list, or the bounds of a range of numbers to count through. */
export interface IteratorNode {
  readonly name: string;
  readonly source:
    | { readonly kind: 'values'; readonly list: Node }
    | { readonly kind: 'count'; readonly from: Node; readonly to: Node };
}

export interface ForNode {
  readonly kind: 'for';
  readonly iterators: readonly IteratorNode[];
  readonly result: Node;
}

export interface QuantifiedNode {
  readonly kind: 'some' | 'every';
  readonly iterators: readonly IteratorNode[];
  readonly condition: Node;
}

export interface FunctionNode {
  readonly kind: 'function';
  readonly parameters: readonly string[];
  readonly body: Node | 'external';
}

export type Arguments =
  | { readonly kind: 'positional'; readonly values: readonly Node[] }
  | { readonly kind: 'named'; readonly values: readonly { readonly name: string; readonly value: Node }[] };

export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: Arguments;
}

/** Invocation of a function of a context: `a.b.f(…)`. */
export interface MethodCallNode {
  readonly kind: 'method call';
  readonly target: Node;
  readonly name: string;
  readonly arguments: Arguments;
}

/** Unary tests as a whole. */
export type UnaryTests =
  | { readonly kind: 'any' }
  | { readonly kind: 'tests'; readonly negated: boolean; readonly tests: readonly Node[] };
