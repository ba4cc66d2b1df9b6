// Business knowledge models: invocation from FEEL and by boxed invocations, what they see, and their audit.
import { FeelFunction, textOf, type FeelValue } from '@grevy/feel';
import { describe, expect, it } from 'vitest';
import { decision, evaluate, knowledgeModel, literal, result, table } from '../models.js';

const text = (body: string, variables?: string): string => textOf(result(body, variables) as FeelValue);
const double = knowledgeModel('double', ['n:number'], literal('n * 2'));

function invocation(name: string, bindings: Readonly<Record<string, string>> = {}): string {
  const elements = Object.entries(bindings).map(
    ([parameter, value]) => `<binding><parameter name="${parameter}"/>${literal(value)}</binding>`,
  );
  return `<invocation>${literal(name)}${elements.join('')}</invocation>`;
}

describe('a call from FEEL', () => {
  it('may be positional or named, and leave out named arguments', () => {
    const pair = knowledgeModel('pair', ['a', 'b'], literal('[a, b]'));
    const body =
      pair + decision('d', literal('[pair(1, 2), pair(b: 1, a: 2), pair(b: 3)]'), { models: ['pair'] });
    expect(text(body)).toBe('[[1, 2], [2, 1], [null, 3]]');
  });

  it.each(['double(1, 2)', 'double()', 'double(m: 1)', 'double("a")'])(
    'that does not fit is null and not audited: %s',
    (call) => {
      const evaluation = evaluate(double + decision('d', literal(call), { models: ['double'] }));
      expect(evaluation).toMatchObject({ ok: true, value: null, evaluated: [{ id: 'd' }] });
    },
  );

  it('that fails is null, and audited', () => {
    const failing = knowledgeModel('f', [], literal('assert(1, false)'));
    expect(evaluate(failing + decision('d', literal('f()'), { models: ['f'] }))).toMatchObject({
      ok: true,
      value: null,
      evaluated: [{ id: 'f', result: { ok: false } }, { id: 'd' }],
    });
  });

  it('is possible in all cells of a table', () => {
    const cells = table({
      inputs: ['double(x)'],
      outputs: ['o'],
      rules: [[['> double(1)'], ['double(x) + 1']]],
    });
    expect(result(double + decision('d', cells, { models: ['double'] }), '{"x": 2}')).toBe(5);
  });
});

describe('a knowledge model', () => {
  it('is only visible to what requires it', () => {
    const body =
      double +
      decision('a', literal('double(1)'), { models: ['double'] }) +
      decision('d', literal('[a, double(1)]'), { requires: ['a'] });
    expect(text(body)).toBe('[2, null]');
  });

  it('sees input variables, its arguments and models, but no results of decisions', () => {
    const f = knowledgeModel('f', ['x'], literal('[x, y, a, double(x)]'), ['double']);
    const body =
      double +
      f +
      decision('a', literal('5')) +
      decision('d', literal('f(1)'), { requires: ['a'], models: ['f'] });
    expect(text(body, '{"x": 8, "y": 9}')).toBe('[1, 9, null, 2]');
  });

  it('hides a variable, a result and a built-in function of its name', () => {
    const count = knowledgeModel('count', ['list'], literal('"mine"'));
    const body =
      count +
      decision('d', literal('[count([1]), count is defined]'.replace(', count is defined', '')), {
        models: ['count'],
      });
    expect(text(body, '{"count": 5}')).toBe('["mine"]');
  });

  it('is a value', () => {
    const less = knowledgeModel('less', ['a', 'b'], literal('a < b'));
    expect(text(less + decision('d', literal('sort([3, 1, 2], less)'), { models: ['less'] }))).toBe(
      '[1, 2, 3]',
    );
    expect(result(less + decision('d', literal('less'), { models: ['less'] }))).toBeInstanceOf(FeelFunction);
  });

  it('without logic gives null', () => {
    const empty = '<businessKnowledgeModel id="f" name="f"/>';
    expect(evaluate(empty + decision('d', literal('f()'), { models: ['f'] }))).toMatchObject({
      value: null,
      evaluated: [{ id: 'f', logic: 'UNKNOWN' }, { id: 'd' }],
    });
  });

  it('that invokes itself through an argument ends with a failure', () => {
    const f = knowledgeModel('f', ['g'], literal('g(g)'));
    expect(evaluate(f + decision('d', literal('f(f)'), { models: ['f'] })).evaluated.length).toBeGreaterThan(
      10,
    );
  });

  it('of the same name as another stands for both, the one that is required first', () => {
    const named = (id: string, value: string): string =>
      `<businessKnowledgeModel id="${id}" name="f"><encapsulatedLogic>${literal(value)}</encapsulatedLogic></businessKnowledgeModel>`;
    const body =
      named('f1', '1') + named('f2', '2') + decision('d', literal('f()'), { models: ['f2', 'f1'] });
    expect(result(body)).toBe(2);
  });
});

describe('a boxed invocation', () => {
  it('binds by name, and takes what is missing from the scope', () => {
    const pair = knowledgeModel('pair', ['a', 'b'], literal('[a, b]'));
    const body = pair + decision('d', invocation('pair', { b: '1', z: '2' }), { models: ['pair'] });
    expect(text(body, '{"a": "from scope"}')).toBe('["from scope", 1]');
    expect(result(body)).toBe("failure: no parameter found with name 'a'");
  });

  it('lets the model see bindings that are no parameters', () => {
    const f = knowledgeModel('f', ['a'], literal('[a, z]'));
    expect(text(f + decision('d', invocation('f', { a: '1', z: '2' }), { models: ['f'] }))).toBe('[1, 2]');
  });

  it('lets the model see what the invoking logic sees', () => {
    const f = knowledgeModel('f', [], literal('[a, x]'));
    const body =
      f + decision('a', literal('5')) + decision('d', invocation('f'), { requires: ['a'], models: ['f'] });
    expect(text(body, '{"x": 1}')).toBe('[5, 1]');
  });

  it('checks the types of parameters, and fails with the model', () => {
    const body = double + decision('d', invocation('double', { n: 'x' }), { models: ['double'] });
    expect(evaluate(body, '{"x": "a"}')).toMatchObject({
      ok: false,
      message: `expected 'number' but found '"a"'`,
      evaluated: [{ id: 'd', logic: 'INVOCATION' }],
    });
    const failing = knowledgeModel('f', [], literal('assert(1, false)'));
    expect(evaluate(failing + decision('d', invocation('f'), { models: ['f'] }))).toMatchObject({
      ok: false,
      evaluated: [{ id: 'f' }, { id: 'd' }],
    });
  });
});
