// Whatever the text or the data, the answer is a result or a clear failure: no crash, no endless work.
import { describe, expect, it } from 'vitest';
import { compile, fromJson, type FeelRuntime } from '../src/index.js';
import { evaluate, failureOf, RUNTIME, textOfResult } from './evaluate.js';

const TERMS = 100_000;

function outcome(text: string): string {
  const compiled = compile(text);
  if (!compiled.ok) return compiled.failure.message.slice(text.length);
  const evaluation = compiled.expression.evaluate(() => undefined, RUNTIME);
  return evaluation.ok ? 'result' : evaluation.failure.slice(text.length);
}

describe('long chains', () => {
  it.each([
    ['+', '1', '100000'],
    [' and ', 'true', 'true'],
    [' or ', 'false', 'false'],
    ['**', '1', '1'],
  ])('of %j give their result', (operator, operand, result) => {
    expect(textOfResult(Array.from({ length: TERMS }, () => operand).join(operator))).toBe(result);
  });

  it('of paths and filters give their result', () => {
    expect(textOfResult(`a${'.a'.repeat(TERMS)}`)).toBe(null);
    expect(textOfResult(`[1]${'[true]'.repeat(TERMS)}`)).toBe('[1]');
  });
});

describe('deep nesting', () => {
  it.each(['(', '[', '{a:', 'f(', 'if ', 'not(', '1 in (', 'function(a) ', 'x[', 'for i in ['])(
    'of %j is refused with the limit',
    (opening) => {
      expect(outcome(opening.repeat(50_000))).toContain('nested more than 200 levels deep');
    },
  );

  it('is not reached by many iterators either', () => {
    const iterators = Array.from({ length: 50_000 }, () => 'i in [1]').join(', ');
    expect(outcome(`for ${iterators} return 1`)).toContain('more than 100 iterators');
  });

  it('of 190 levels works', () => {
    expect(textOfResult(`${'['.repeat(190)}1${']'.repeat(190)}`)).toHaveLength(381);
    expect(textOfResult(`${'if true then '.repeat(190)}1${' else 2'.repeat(190)}`)).toBe('1');
  });

  it('of values is refused where they are compared, written or walked through', () => {
    const deep = '(for i in 1..600 return if i = 1 then [1] else [partial[-1]])[-1]';
    for (const text of [
      `${deep} = ${deep}`,
      `string(${deep})`,
      `${deep} + 1`,
      `flatten(${deep})`,
      `${deep}.a`,
    ]) {
      expect(failureOf(text)).toContain('nested more than 500 levels deep');
    }
  });

  it('of a variable is refused', () => {
    const text = 'x[1]';
    const lookup = (): never => fromJson('['.repeat(100_000) + ']'.repeat(100_000)) as never;
    const compiled = compile(text);
    if (!compiled.ok) throw new Error(compiled.failure.message);
    expect(compiled.expression.evaluate(lookup, RUNTIME)).toMatchObject({ ok: false });
  });
});

describe('a budget', () => {
  it.each([
    'some i in 1..1000000000 satisfies false',
    'for i in 1..100000 return count(partial)',
    `${'('.repeat(30)}1${' between 0 and 1)'.repeat(30)}`,
    'count(for i in 1..1000, j in 1..1000, k in 1..1000 return 1)',
    'for i in 1..1000 return big = big',
    'for i in 1..1000 return list contains([big], big2)',
    'for i in 1..1000 return long = long2',
    'for i in 1..1000 return upper case(long)',
    'for i in 1..5000 return big + 1',
  ])('ends %s', (text) => {
    const runtime: FeelRuntime = { ...RUNTIME, budget: { steps: 100_000 } };
    const long = 'x'.repeat(100_000);
    const big = Array.from({ length: 1000 }, () => 1);
    const variables = { big, big2: [...big], long, long2: `${long}y`.slice(0, -1) };
    expect(failureOf(text, variables, runtime)).toContain('takes more steps than its budget allows');
  });

  it('may be shared by several evaluations', () => {
    const budget = { steps: 100 };
    evaluate('for i in 1..60 return i', {}, { ...RUNTIME, budget });
    expect(failureOf('for i in 1..60 return i', {}, { ...RUNTIME, budget })).toContain('budget');
  });

  it('bounds sizes', () => {
    expect(failureOf('for i in 1..40 return if i = 1 then "ab" else partial[-1] + partial[-1]')).toContain(
      'text',
    );
    expect(
      failureOf('for i in 1..40 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])'),
    ).toMatch(/list|more steps/);
    expect(failureOf('decimal(1.5, 400000000)')).toContain('digits');
    expect(failureOf('10 ** 99999999 * modulo(10 ** 99999999, 3)')).toContain('digits');
  });

  it('holds for regular expressions', () => {
    expect(failureOf(`matches("${'a'.repeat(40)}!", "(a+)+$")`)).toContain('exceeds the limit');
  });
});
