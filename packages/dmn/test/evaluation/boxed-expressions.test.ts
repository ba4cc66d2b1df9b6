// Contexts, lists, relations and function definitions.
import { textOf, toJson, type FeelContext, type FeelValue } from '@grevy/feel';
import { describe, expect, it } from 'vitest';
import { decision, evaluate, literal, result } from '../models.js';

const text = (body: string, variables?: string): string => textOf(result(body, variables) as FeelValue);

/** Entries by name; the one named '' is the result. */
function context(...entries: readonly (readonly [string, string])[]): string {
  const elements = entries.map(([name, logic]) => {
    const variable = name === '' ? '' : `<variable name="${name}"/>`;
    return `<contextEntry>${variable}${logic}</contextEntry>`;
  });
  return `<context>${elements.join('')}</context>`;
}

function functionOf(parameter: string, body: string): string {
  return `<functionDefinition><formalParameter name="${parameter}" typeRef="number"/>${literal(body)}</functionDefinition>`;
}

describe('a context', () => {
  it('evaluates its entries in order, each seeing those before it', () => {
    const body = decision('d', context(['x', literal('x + 1')], ['y', literal('x * 10')]));
    expect(text(body, '{"x": 1}')).toBe('{x:2, y:20}');
  });

  it('with an entry without name has that as its result', () => {
    const body = decision('d', context(['a', literal('2')], ['', literal('a * 3')]));
    expect(evaluate(body)).toMatchObject({ value: 6, evaluated: [{ entries: new Map([['a', 2]]) }] });
  });

  it('takes the later one of two entries with a name', () => {
    const entries = [
      ['a', literal('1')],
      ['b', literal('a')],
      ['a', literal('b + 1')],
    ] as const;
    expect(text(decision('d', context(...entries)))).toBe('{a:2, b:1}');
  });

  it('has no entries in the audit if one of them fails, but all if its result fails', () => {
    const failing = literal('assert(1, false)');
    const entry = decision('d', context(['a', literal('1')], ['b', failing]));
    expect(evaluate(entry)).toMatchObject({ ok: false, evaluated: [{ entries: new Map() }] });
    const last = decision('d', context(['a', literal('1')], ['', failing]));
    expect(evaluate(last)).toMatchObject({ ok: false, evaluated: [{ entries: new Map([['a', 1]]) }] });
  });
});

describe('a function definition', () => {
  it('can be called by later entries, and by path', () => {
    const inner = context(['f', functionOf('a', 'a + 1')]);
    const body = decision(
      'd',
      context(['f', functionOf('a', 'a + 1')], ['c', inner], ['', literal('[f(1), f(a: 2), c.f(3)]')]),
    );
    expect(text(body)).toBe('[2, 3, 4]');
  });

  it('sees what is there where it is defined', () => {
    const entries = [
      ['before', literal('1')],
      ['f', functionOf('a', '[a, before, after]')],
      ['after', literal('2')],
      ['', literal('f(0)')],
    ] as const;
    expect(text(decision('d', context(...entries)))).toBe('[0, 1, null]');
  });

  it('checks the types of its arguments', () => {
    expect(result(decision('d', context(['f', functionOf('a', '1')], ['', literal('f("a")')])))).toBeNull();
  });

  it('is null where a value leaves the evaluation', () => {
    const value = result(decision('d', `<list>${functionOf('a', 'a')}</list>`));
    expect(toJson(value as FeelValue)).toEqual({ ok: true, json: '[null]' });
  });

  it('is left out of contexts that leave the evaluation', () => {
    const inner = context(['f', functionOf('a', 'a')], ['n', literal('f(1)')]);
    const body = decision('d', `<list>${inner}</list>`);
    expect(text(body)).toBe('[{n:1}]');
    expect(evaluate(body).evaluated.map(({ output }) => textOf(output))).toEqual(['[{n:1}]']);
  });
});

describe('lists and relations', () => {
  it('a list holds the results of its items', () => {
    const body = decision('d', `<list>${literal('x')}<list>${literal('x + 1')}</list></list>`);
    expect(text(body, '{"x": 1}')).toBe('[1, [2]]');
  });

  it('a relation is a list of contexts', () => {
    const body = decision(
      'd',
      `<relation><column name="a"/><column name="b"/><row>${literal('1')}${literal('x')}</row><row>${literal('2')}${literal('3')}</row></relation>`,
    );
    const rows = result(body, '{"x": 5}') as readonly FeelContext[];
    expect(rows.map((row) => [row.get('a'), row.get('b')])).toEqual([
      [1, 5],
      [2, 3],
    ]);
  });

  it.each(['<list>', '<relation><column name="a"/><row>'])('%s fails with what is in it', (start) => {
    const end = start === '<list>' ? '</list>' : '</row></relation>';
    expect(result(decision('d', start + literal('assert(1, false)') + end))).toMatch(/^failure: Assertion/);
  });
});
