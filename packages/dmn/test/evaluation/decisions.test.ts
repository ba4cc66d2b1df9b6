// Decisions with their requirements: what is evaluated, in which order, and which names are visible.
import { describe, expect, it } from 'vitest';
import { evaluateDecision, MAX_EVALUATED_DECISIONS } from '../../src/index.js';
import { RUNTIME } from '../facts.js';
import { decision, evaluate, literal, model, result, variables } from '../models.js';

describe('required decisions', () => {
  it('are evaluated in document order, depth first, as often as they are required', () => {
    const body =
      decision('base', literal('1')) +
      decision('a', literal('base'), { requires: ['base'] }) +
      decision('b', literal('base'), { requires: ['base'] }) +
      decision('d', literal('a + b'), { requires: ['b', 'a'] });
    expect(evaluate(body).evaluated.map(({ id }) => id)).toEqual(['base', 'b', 'base', 'a', 'd']);
  });

  it('are visible by the name of their variable, and hide input variables, also with null', () => {
    const renamed = `<decision id="a" name="Decision A"><variable name="result"/>${literal('1')}</decision>`;
    expect(result(renamed + decision('d', literal('result'), { requires: ['a'] }), '{"result": 2}')).toBe(1);
    expect(
      result(decision('a', literal('null')) + decision('d', literal('a'), { requires: ['a'] }), '{"a": 2}'),
    ).toBeNull();
  });

  it('without variable are visible by their id, else by their name', () => {
    const withId = `<decision id="a" name="n">${literal('1')}</decision>`;
    expect(result(withId + decision('d', literal('if n = null then a else 0'), { requires: ['a'] }))).toBe(1);
  });

  it('are the only decisions that are visible', () => {
    expect(result(decision('a', literal('1')) + decision('d', literal('a')))).toBeNull();
  });

  it('fail the decision that requires them, and it is not evaluated', () => {
    const body =
      decision('a', literal('assert(1, false, "no")')) + decision('d', literal('5'), { requires: ['a'] });
    expect(evaluate(body)).toMatchObject({
      ok: false,
      message: `Assertion failure on evaluate the expression 'assert(1, false, "no")': no`,
      failedDecisionId: 'a',
      evaluated: [{ id: 'a', output: null }],
    });
  });
});

describe('the type of a decision', () => {
  it.each([
    ['number', '"a"', `expected 'number' but found '"a"'`],
    ['feel:number', '"a"', `expected 'number' but found '"a"'`],
    ['string', '1', "expected 'string' but found '1'"],
    ['boolean', '[true]', "expected 'boolean' but found '[true]'"],
    ['date', 'date and time("2024-01-01T00:00:00")', "expected 'date' but found '2024-01-01T00:00:00'"],
    ['dateTime', 'date("2024-01-01")', "expected 'dateTime' but found '2024-01-01'"],
    ['time', '1', "expected 'time' but found '1'"],
    ['dayTimeDuration', 'duration("P1Y")', "expected 'dayTimeDuration' but found 'P1Y'"],
    ['yearMonthDuration', 'duration("P1D")', "expected 'yearMonthDuration' but found 'P1D'"],
  ])('%s does not allow %s', (typeRef, text, message) => {
    expect(evaluate(decision('d', literal(text), { typeRef }))).toMatchObject({ ok: false, message });
  });

  it.each([
    ['number', 'null'],
    ['time', 'time("10:00:00")'],
    ['time', 'time("10:00:00Z")'],
    ['dateTime', 'date and time("2024-01-01T00:00:00Z")'],
    ['Number', '"a"'],
    ['date and time', '"a"'],
    ['tSomething', '"a"'],
  ])('%s allows %s', (typeRef, text) => {
    expect(evaluate(decision('d', literal(text), { typeRef }))).toMatchObject({ ok: true });
  });

  it('is checked after the audit', () => {
    const body = decision('d', literal('"a"'), { typeRef: 'number' });
    expect(evaluate(body).evaluated).toMatchObject([{ id: 'd', output: 'a' }]);
  });
});

describe('an evaluation', () => {
  it('of an unknown decision fails', () => {
    expect(evaluateDecision(model(''), 'x', () => undefined, RUNTIME)).toEqual({
      ok: false,
      message: "no decision found with id 'x'",
      failedDecisionId: 'x',
      evaluated: [],
    });
  });

  it('of a decision without id is possible with the decision itself', () => {
    const graph = model(`<decision name="n">${literal('x')}</decision>`);
    const [only] = graph.decisions;
    if (only === undefined) throw new Error('There is no decision');
    expect(evaluateDecision(graph, only, variables('{"x": 3}'), RUNTIME)).toMatchObject({ value: 3 });
  });

  it('does not see the functions of the runtime', () => {
    const functions = new Map([['host', [{ parameters: [], invoke: () => 1 }]]]);
    const graph = model(decision('d', literal('host()')));
    expect(evaluateDecision(graph, 'd', () => undefined, { ...RUNTIME, functions })).toMatchObject({
      value: null,
    });
  });

  it('works with a runtime whose members come from its class', () => {
    class HostRuntime {
      get nowMs(): number {
        return 0;
      }
      get zone(): string {
        return 'UTC';
      }
      random(): number {
        return 0.25;
      }
    }
    const graph = model(decision('d', literal('[random number(), string(today())]')));
    expect(evaluateDecision(graph, 'd', () => undefined, new HostRuntime())).toMatchObject({ ok: true });
  });

  it('is bounded by its budget over all decisions', () => {
    const loop = 'count(for i in 1..600 return i)';
    const body = decision('a', literal(loop)) + decision('d', literal(loop), { requires: ['a'] });
    const graph = model(body);
    const budget = { steps: 100_000 };
    const run = () => evaluateDecision(graph, 'd', () => undefined, { ...RUNTIME, budget });
    expect(run()).toMatchObject({ ok: true });
    const taken = 100_000 - budget.steps;

    budget.steps = taken - 1;
    expect(run()).toMatchObject({
      ok: false,
      message: expect.stringContaining('budget') as unknown,
      failedDecisionId: 'd',
    });
  });

  it('ends when too many decisions were evaluated', () => {
    const levels = 18;
    const body = [decision('l0', literal('1'))];
    for (let level = 1; level <= levels; level++) {
      const below = `l${level - 1}`;
      body.push(decision(`l${level}`, literal('1'), { requires: [below, below] }));
    }
    const evaluation = evaluateDecision(model(body.join('')), `l${levels}`, () => undefined, RUNTIME);
    expect(evaluation).toMatchObject({ ok: false, message: expect.stringContaining('more than') as unknown });
    expect(evaluation.evaluated).toHaveLength(MAX_EVALUATED_DECISIONS);
  });

  it('bounds how deep results of decisions wrap each other', () => {
    const nest = (name: string): string => '['.repeat(90) + name + ']'.repeat(90);
    const body = [decision('l0', literal('1'))];
    for (let level = 1; level < 200; level++) {
      body.push(decision(`l${level}`, literal(nest(`l${level - 1}`)), { requires: [`l${level - 1}`] }));
    }
    const evaluation = evaluateDecision(model(body.join('')), 'l199', () => undefined, RUNTIME);
    expect(evaluation).toMatchObject({
      ok: false,
      message: expect.stringContaining('nested more than') as unknown,
      failedDecisionId: 'l5',
    });
  });
});
