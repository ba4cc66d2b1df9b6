// Whatever the bytes are, reading gives a model or a failure, and evaluating what was read gives a result or a
// failure: never an exception. All mutations come from a seeded generator, so a failure can be repeated.
import { describe, expect, it } from 'vitest';
import { evaluateDecision, readDmn } from '../src/index.js';
import { factNames, modelOf, RUNTIME } from './facts.js';
import { bytes, decision, definitions, knowledgeModel, literal, table } from './models.js';

const SEED = 20240229;
const MUTATIONS_PER_MODEL = 12;
const BUDGET_STEPS = 50_000;

/** Mulberry32: a small generator of 32-bit numbers. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Reads a file and evaluates all its decisions; throws if any of that throws. */
function exercise(file: Uint8Array): 'read' | 'refused' {
  const read = readDmn(file);
  if (!read.ok) {
    expect(read.failure).not.toBe('');
    return 'refused';
  }
  for (const { id } of read.model.decisions) {
    const budget = { steps: BUDGET_STEPS };
    evaluateDecision(read.model, id, (name) => (name === 'x' ? 5 : undefined), { ...RUNTIME, budget });
  }
  return 'read';
}

const EVERYTHING = definitions(
  knowledgeModel('f', ['a:number'], literal('a + 1')) +
    decision('a', table({ inputs: ['x'], outputs: ['o', 'p'], rules: [[['> 1'], ['1', 'f(2)']]] }), {
      models: ['f'],
    }) +
    decision(
      'b',
      `<context><contextEntry><variable name="y"/><list>${literal('x')}</list></contextEntry></context>`,
    ) +
    decision('d', `<relation><column name="c"/><row>${literal('a')}</row></relation>`, {
      requires: ['a', 'b'],
    }),
);

describe('reading and evaluating', () => {
  it('survives a file that is cut off at any byte', () => {
    const whole = bytes(EVERYTHING);
    expect(exercise(whole)).toBe('read');
    for (let length = 0; length < whole.length; length++) {
      expect(exercise(whole.subarray(0, length))).toBe('refused');
    }
  });

  it('survives changed bytes', () => {
    const next = generator(SEED);
    const interesting = [0, 0x20, 0x22, 0x26, 0x28, 0x2d, 0x3c, 0x3e, 0x5b, 0x7b, 0xff];
    for (const name of factNames()) {
      for (let mutation = 0; mutation < MUTATIONS_PER_MODEL; mutation++) {
        const file = Uint8Array.from(modelOf(name));
        if (file.length === 0) continue;
        for (let change = 0; change <= next(4); change++) {
          file[next(file.length)] = interesting[next(interesting.length)] ?? 0;
        }
        exercise(file);
      }
    }
  });

  it('survives elements that are removed, repeated or exchanged', () => {
    const next = generator(SEED);
    for (const name of factNames()) {
      const text = new TextDecoder().decode(modelOf(name));
      const elements = text.match(/<(\w+)[^<>]*(?:\/>|>[^<>]*<\/\1>)/g) ?? [];
      if (elements.length === 0) continue;
      for (let mutation = 0; mutation < MUTATIONS_PER_MODEL; mutation++) {
        const from = elements[next(elements.length)] ?? '';
        const to = elements[next(elements.length)] ?? '';
        exercise(bytes(text.replace(from, () => ['', from + from, to, from + to][next(4)] ?? '')));
      }
    }
  });

  it.each([
    ['lists', `${'<list>'.repeat(2_000)}${'</list>'.repeat(2_000)}`],
    ['many decisions', Array.from({ length: 3_000 }, (_, i) => decision(`n${i}`, literal('1'))).join('')],
    [
      'many requirements',
      decision('a', literal('1')) + decision('d', literal('1'), { requires: Array<string>(5_000).fill('a') }),
    ],
    ['a long expression', decision('d', literal(Array<string>(20_000).fill('x').join(' + ')))],
    ['a deep expression', decision('d', literal('('.repeat(50_000) + '1' + ')'.repeat(50_000)))],
    [
      'names of prototypes',
      decision(
        'd',
        `<context><contextEntry><variable name="__proto__"/>${literal('1')}</contextEntry><contextEntry><variable name="constructor"/>${literal('`__proto__`')}</contextEntry></context>`,
      ),
    ],
  ])('survives %s', (_what, body) => {
    exercise(bytes(definitions(body.startsWith('<list>') ? decision('d', body) : body)));
  });
});
