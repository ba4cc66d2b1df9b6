// Values: literals, names, calls, lists, contexts, functions and parentheses, with paths and filters behind them.
import type { ChainStep, ContextNode, Node } from '../ast.js';
import { parseFunctionDefinition, parseInvocation } from './invocation.js';
import { parseNumber, parseString, parseTemporal } from './literals.js';
import type { Parser } from './parser.js';

export function parseChain(parser: Parser): Node | undefined {
  const base = parseValue(parser);
  if (base === undefined) return undefined;
  let steps: ChainStep[] | undefined;
  for (;;) {
    const step = parsePath(parser) ?? parseFilter(parser);
    if (step === undefined) return steps === undefined ? base : { kind: 'chain', base, steps };
    (steps ??= []).push(step);
  }
}

function parsePath(parser: Parser): ChainStep | undefined {
  const start = parser.position;
  if (!parser.acceptPathDot()) return undefined;
  const name = parser.referenceName();
  if (name !== undefined) return { kind: 'path', name };
  parser.position = start;
  return undefined;
}

function parseFilter(parser: Parser): ChainStep | undefined {
  if (parser.peek() !== 0x5b) return undefined;
  return parser.attempt(() => {
    const filter = parser.accept('[') ? parser.expression() : undefined;
    return filter && parser.accept(']') ? { kind: 'filter', filter } : undefined;
  });
}

function parseValue(parser: Parser): Node | undefined {
  const code = parser.peek();
  switch (code) {
    case 0x22: // "
      return parseString(parser);
    case 0x28: // (
      return parser.attempt(() => {
        const inner = parser.accept('(') ? parser.expression() : undefined;
        if (inner === undefined || !parser.accept(')')) return undefined;
        // Keeps `(a).b` apart from the qualified name `a.b`, and `f(([1..2]))` from an argument that is a range.
        const isApart = inner.kind === 'variable' || inner.kind === 'range';
        return isApart ? { kind: 'chain', base: inner, steps: [] } : inner;
      });
    case 0x5b: // [
      return parser.attempt(() => parseList(parser));
    case 0x7b: // {
      return parser.attempt(() => parseContext(parser));
    case 0x3f: // ?
      parser.accept('?');
      return { kind: 'input' };
    case 0x40: // @
      return parseTemporal(parser);
    case 0x2d: // -
    case 0x2e: // .
      return parseNumber(parser);
  }
  return code >= 0x30 && code <= 0x39 ? parseNumber(parser) : parseWord(parser);
}

const LETTER_T = 0x74;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;

/** What starts with a letter or a back-tick. */
function parseWord(parser: Parser): Node | undefined {
  const special =
    parseTemporal(parser) ??
    parseInvocation(parser) ??
    parseConstant(parser) ??
    parseFunctionDefinition(parser);
  if (special !== undefined) return special;
  const name = parser.referenceName();
  return name === undefined ? undefined : { kind: 'variable', name };
}

function parseConstant(parser: Parser): Node | undefined {
  const first = parser.peek();
  if (first !== LETTER_T && first !== LETTER_F && first !== LETTER_N) return undefined;
  if (parser.acceptWord('true')) return { kind: 'literal', value: true };
  if (parser.acceptWord('false')) return { kind: 'literal', value: false };
  if (parser.acceptWord('null')) return { kind: 'literal', value: null };
  return undefined;
}

function parseList(parser: Parser): Node | undefined {
  if (!parser.accept('[')) return undefined;
  const items = parser.separated(() => parser.expression()) ?? [];
  return parser.accept(']') ? { kind: 'list', items } : undefined;
}

function parseContext(parser: Parser): Node | undefined {
  if (!parser.accept('{')) return undefined;
  const entries = parser.separated(() => parser.attempt(() => parseEntry(parser))) ?? [];
  return parser.accept('}') ? { kind: 'context', entries } : undefined;
}

/** What stands between blanks and comments of a loose key. */
const PART_OF_LOOSE_KEY = /(?:(?!\/[/*])[^"{}:,[\]` \t\r\n])+/y;

/** Any text without marks of the language; blanks and comments belong to it unless they stand at an end. */
function looseKey(parser: Parser): string | undefined {
  parser.skipBlanks();
  const start = parser.position;
  let end: number | undefined;
  for (;;) {
    PART_OF_LOOSE_KEY.lastIndex = parser.position;
    const part = PART_OF_LOOSE_KEY.exec(parser.text)?.[0];
    if (part === undefined) return end === undefined ? undefined : parser.text.slice(start, end);
    end = parser.position += part.length;
    parser.skipBlanks();
  }
}

function parseEntry(parser: Parser): ContextNode['entries'][number] | undefined {
  const key =
    parseKey(parser, () => parser.quoted()) ??
    parseKey(parser, () => parser.nameWithSpaces()) ??
    parseKey(parser, () => looseKey(parser));
  if (key === undefined) return undefined;
  const value = parser.expression();
  return value && { key, value };
}

function parseKey(parser: Parser, read: () => string | undefined): string | undefined {
  return parser.attempt(() => {
    const key = read();
    return key !== undefined && parser.accept(':') ? key : undefined;
  });
}
