// Random expressions and random bytes: the host never sees an exception. The seeds are fixed; a failing text is
// named in the message.
import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../src/builtins/registry.js';
import {
  compile,
  compileUnaryTests,
  fromJson,
  toJson,
  type FeelRuntime,
  type FeelValue,
} from '../src/index.js';
import { RUNTIME } from './evaluate.js';
import { factsOf, topics } from './facts.js';

type Random = () => number;

/** mulberry32 */
function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

const VARIABLES = new Map<string, FeelValue>([
  ['x', 5],
  ['y', fromJson('2.5')],
  ['s', 'abc'],
  ['l', [1, 2, 3]],
  ['o', fromJson('{"a": 1, "b": {"c": [1, {"d": "e"}]}, "__proto__": 2}')],
]);
const LITERALS = [
  ...[
    '0',
    '1',
    '-1',
    '2.50',
    '1e',
    '0.001',
    '99999999999999999999999999999999999999',
    'null',
    'true',
    'false',
  ],
  ...[
    '"a"',
    '""',
    '"2024-01-01"',
    '"(a+)+b"',
    '"$1"',
    'date("2024-02-30")',
    'duration("P1D")',
    '@"10:00:00Z"',
  ],
  ...[
    'now()',
    'duration("P999999999Y")',
    'x',
    'y',
    's',
    'l',
    'o',
    'o.b.c',
    'missing',
    '?',
    'item',
    '[]',
    '{}',
  ],
];
const OPERATORS = ['+', '-', '*', '/', '**', '=', '!=', '<', '>=', ' and ', ' or ', ' in ', '.a', '..'];

function expression(random: Random, depth: number): string {
  if (depth === 0) return pick(random, LITERALS);
  const sub = (): string => expression(random, depth - 1);
  switch (Math.floor(random() * 12)) {
    case 0:
    case 1:
      return `(${sub()}${pick(random, OPERATORS)}${sub()})`;
    case 2:
      return `[${sub()}, ${sub()}]`;
    case 3:
      return `{a: ${sub()}, b c: ${sub()}}`;
    case 4:
      return `${sub()}[${sub()}]`;
    case 5:
      return `(for i in ${sub()} return ${sub()})`;
    case 6:
      return `(if ${sub()} then ${sub()} else ${sub()})`;
    case 7:
      return `(${pick(random, ['some', 'every'])} i in ${sub()}..${sub()} satisfies ${sub()})`;
    case 8:
      return `(${sub()} in (> ${sub()}, [${sub()}..${sub()}), not(${sub()})))`;
    default: {
      const { name, parameters } = pick(random, BUILTINS);
      return `${name}(${parameters.map(sub).join(', ')})`;
    }
  }
}

const PIECES = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    '.',
    '..',
    ':',
    '-',
    '+',
    '**',
    '=',
    '<',
    '"',
    '\\',
    '`',
    '@',
    '?',
    '/*',
  ],
  ...[
    '//',
    '\n',
    ' ',
    'if ',
    'then',
    'else',
    'for i in ',
    'return',
    'function(',
    'and',
    'or',
    'not',
    'in',
    'é',
    '😀',
  ],
  ...['\u0000', '\ud800', '1', '.5', 'x', 'null', 'between', 'instance of ', 'external'],
];

/** A recorded expression with pieces cut out, put in and replaced. */
function mutated(random: Random, texts: readonly string[]): string {
  let text = pick(random, texts);
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) {
    const start = Math.floor(random() * (text.length + 1));
    const cut = Math.floor(random() * 4);
    const added = random() < 0.2 ? String.fromCharCode(Math.floor(random() * 0x10000)) : pick(random, PIECES);
    text = text.slice(0, start) + added + text.slice(start + cut);
  }
  return text;
}

/** Compiles and evaluates; anything but a result or a failure is an exception that ends the test. */
function run(text: string): void {
  const runtime: FeelRuntime = { ...RUNTIME, budget: { steps: 20_000 } };
  const lookup = (name: string): FeelValue | undefined => VARIABLES.get(name);
  try {
    const compiled = compile(text);
    const evaluation = compiled.ok ? compiled.expression.evaluate(lookup, runtime) : undefined;
    if (evaluation?.ok === true) toJson(evaluation.value);
    const tests = compileUnaryTests(text);
    if (tests.ok) tests.expression.evaluate(lookup, { ...runtime, budget: { steps: 20_000 } }, 5);
  } catch (error) {
    throw new Error(`Exception for ${JSON.stringify(text)}`, { cause: error });
  }
}

describe('random texts', () => {
  it('of the grammar never throw', () => {
    const random = randomOf(1);
    for (let round = 0; round < 4_000; round++) run(expression(random, 1 + Math.floor(random() * 3)));
    expect.assertions(0);
  });

  it('made from recorded ones by edits never throw', () => {
    const random = randomOf(2);
    const texts = topics().flatMap((topic) => factsOf(topic).map((fact) => fact.expression));
    for (let round = 0; round < 10_000; round++) run(mutated(random, texts));
    expect.assertions(0);
  });

  it('of random bytes never throw', () => {
    const random = randomOf(3);
    for (let round = 0; round < 5_000; round++) {
      const length = Math.floor(random() * 40);
      run(Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 0x100))).join(''));
    }
    expect.assertions(0);
  });
});
