// Invocations `f(…)` and `a.b.f(…)`, and function definitions.
import type { Arguments, Node } from '../ast.js';
import type { Parser } from './parser.js';

/** Names of functions with a reserved word in them, which no other name may have. */
const NAMES_WITH_RESERVED_WORDS = [
  'date and time',
  'years and months duration',
  'get or else',
  'and',
  'or',
] as const;

const LETTER_F = 0x66;
const BACKTICK = 0x60;

const STARTS_LIKE_OPERATOR = /^(?:and|or)[^ ]*$/;

export function parseInvocation(parser: Parser): Node | undefined {
  return parser.attempt(() => parseCall(parser)) ?? parser.attempt(() => parseMethodCall(parser));
}

function parseCall(parser: Parser): Node | undefined {
  const name = parseFunctionName(parser);
  if (name === undefined || parser.peek() !== 0x28) return undefined;
  const args = parseArguments(parser);
  return args && { kind: 'call', name, arguments: args };
}

function parseFunctionName(parser: Parser): string | undefined {
  const start = parser.position;
  parser.skipBlanks();
  const special = NAMES_WITH_RESERVED_WORDS.find((name) => parser.acceptHere(name));
  if (special !== undefined && parser.peek() === 0x28) return special;
  parser.position = start;
  const name = parser.nameWithSpaces();
  // A single word that starts like an operator is taken for it: `order(1)` is no invocation, `order of(1)` is one.
  return name !== undefined && STARTS_LIKE_OPERATOR.test(name) ? undefined : name;
}

function parseMethodCall(parser: Parser): Node | undefined {
  const isQuoted = parser.peek() === BACKTICK;
  const first = parser.name();
  if (first === undefined || (!isQuoted && STARTS_LIKE_OPERATOR.test(first))) return undefined;
  const names = [first];
  while (parser.acceptPathDot()) {
    const name = parser.referenceName();
    if (name === undefined) return undefined;
    names.push(name);
  }
  const name = names.pop();
  if (name === undefined || names.length === 0 || parser.peek() !== 0x28) return undefined;
  const args = parseArguments(parser);
  const base: Node = { kind: 'variable', name: first };
  const steps = names.slice(1).map((step) => ({ kind: 'path', name: step }) as const);
  const target: Node = steps.length === 0 ? base : { kind: 'chain', base, steps };
  return args && { kind: 'method call', target, name, arguments: args };
}

function parseArguments(parser: Parser): Arguments | undefined {
  return (
    parser.attempt(() => {
      if (!parser.accept('(')) return undefined;
      const values = parser.separated(() => parser.attempt(() => parseNamedArgument(parser)));
      return values !== undefined && parser.accept(')') ? { kind: 'named', values } : undefined;
    }) ??
    parser.attempt(() => {
      if (!parser.accept('(')) return undefined;
      const values = parser.separated(() => parseArgument(parser)) ?? [];
      return parser.accept(')') ? { kind: 'positional', values } : undefined;
    })
  );
}

function parseNamedArgument(parser: Parser): { name: string; value: Node } | undefined {
  const name = parser.nameWithSpaces();
  if (name === undefined || !parser.accept(':')) return undefined;
  const value = parseArgument(parser);
  return value && { name, value };
}

/** A range is a value here, and only here; what starts with one cannot go on behind it. */
function parseArgument(parser: Parser): Node | undefined {
  return parser.attempt(() => parser.range()) ?? parser.expression();
}

export function parseFunctionDefinition(parser: Parser): Node | undefined {
  if (parser.peek() !== LETTER_F) return undefined;
  return parser.attempt(() => {
    if (!parser.accept('function') || !parser.accept('(')) return undefined;
    const parameters = parser.separated(() => parser.nameWithSpaces()) ?? [];
    if (!parser.accept(')')) return undefined;
    const external = parser.attempt(() => parseExternal(parser));
    if (external !== undefined) return { kind: 'function', parameters, body: 'external' };
    const body = parser.expression();
    return body && { kind: 'function', parameters, body };
  });
}

/** `external {java: {class: "…", method signature: "…"}}`: parsed, but never executed. */
function parseExternal(parser: Parser): true | undefined {
  const matches =
    parser.accept('external') &&
    parser.accept('{') &&
    parser.accept('java') &&
    parser.accept(':') &&
    parser.accept('{') &&
    parser.accept('class') &&
    parser.accept(':') &&
    parser.quoted() !== undefined &&
    parser.accept(',') &&
    parser.accept('method signature') &&
    parser.accept(':') &&
    parser.quoted() !== undefined &&
    parser.accept('}') &&
    parser.accept('}');
  return matches ? true : undefined;
}
