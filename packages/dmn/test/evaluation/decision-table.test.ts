// Decision tables: inputs, matching, defaults, and what of them is audited.
import { describe, expect, it } from 'vitest';
import { decision, evaluate, result, table } from '../models.js';

const bands = decision(
  'd',
  table({
    inputs: ['age', 'kind'],
    outputs: ['band'],
    rules: [
      [['< 18', '-'], ['"minor"']],
      [['>= 18', '"gold","silver"'], ['"adult plus"']],
      [['>= 18', 'not("gold","silver")'], ['"adult"']],
    ],
  }),
);

describe('a rule', () => {
  it.each([
    ['{"age": 3}', 'minor'],
    ['{"age": 18, "kind": "silver"}', 'adult plus'],
    ['{"age": 18, "kind": "wood"}', 'adult'],
    ['{}', null],
  ])('matches when all its tests hold: %s', (variables, expected) => {
    expect(result(bands, variables)).toBe(expected);
  });

  it.each(['', '  ', '-', ' - '])('matches any value with the test "%s"', (test) => {
    const body = decision('d', table({ inputs: ['x'], outputs: ['o'], rules: [[[test], ['1']]] }));
    expect(result(body)).toBe(1);
  });

  it('may have fewer entries than the table has columns, or more', () => {
    const rules = [
      [['1'], ['"short"']],
      [
        ['2', '2', '3'],
        ['"a"', '"b"', '"c"'],
      ],
    ] as const;
    const body = decision('d', table({ inputs: ['x', 'y'], outputs: ['o', 'p'], rules }));
    expect(result(body, '{"x": 1, "y": 5}')).toBe('short');
    expect(String(result(body, '{"x": 2, "y": 2}'))).not.toBe('short');
    expect(result(body, '{"x": 2, "y": 3}')).toBeNull();
  });

  it('sees its input as ? and cellInput, its outputs do not', () => {
    const rules = [[['? > cellInput - 1'], ['cellInput']]] as const;
    const body = decision('d', table({ inputs: ['x'], outputs: ['o'], rules }));
    expect(result(body, '{"x": 1}')).toBeNull();
    expect(result(body, '{"x": 1, "cellInput": 7}')).toBe(7);
  });

  it('is not tested further after the first test that does not hold', () => {
    const rules = [[['1', 'assert(?, false)'], ['1']]] as const;
    const body = decision('d', table({ inputs: ['x', 'x'], outputs: ['o'], rules }));
    expect(result(body, '{"x": 2}')).toBeNull();
    expect(result(body, '{"x": 1}')).toMatch(/^failure: Assertion failure/);
  });
});

describe('without a matching rule', () => {
  const withDefaults = (...outputs: readonly string[]): string =>
    decision('d', table({ inputs: ['x'], outputs, rules: [[['1'], outputs.map(() => '0')]] }));
  const output = (name: string, text: string): string =>
    `<output name="${name}"><defaultOutputEntry><text>${text}</text></defaultOutputEntry></output>`;

  it('the result is null', () => {
    expect(result(withDefaults('a', 'b'))).toBeNull();
  });

  it('one default output is the result', () => {
    expect(result(withDefaults(output('a', 'y + 1'), 'b'), '{"y": 1}')).toBe(2);
  });

  it('several default outputs are a context', () => {
    const evaluation = evaluate(withDefaults(output('a', '1'), output('b', '2')));
    expect(evaluation).toMatchObject({ ok: true, value: { size: 2 } });
  });
});

describe('the audit of a table', () => {
  it('holds inputs, matched rules from 1, and outputs', () => {
    const body = decision(
      'd',
      `<decisionTable hitPolicy="COLLECT">
        <input id="in1" label="Age"><inputExpression><text>age</text></inputExpression></input>
        <input id="in2"><inputExpression><text>if age &gt; 100 then "very old" else "not so old"</text></inputExpression></input>
        <output id="out1" name="a" label="Column A"/><output id="out2" name="b"/>
        <rule id="r1"><inputEntry><text>1</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
        <rule id="r2"><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry><outputEntry><text>2</text></outputEntry></rule>
      </decisionTable>`,
    );
    expect(evaluate(body, '{"age": 5}').evaluated).toMatchObject([
      {
        id: 'd',
        name: 'd',
        logic: 'DECISION_TABLE',
        inputs: [
          { id: 'in1', name: 'Age', label: 'Age', value: 5 },
          { id: 'in2', name: 'if age > 100 then "very old" e', label: '', value: 'not so old' },
        ],
        matchedRules: [
          {
            ruleId: 'r2',
            ruleIndex: 2,
            outputs: [
              { id: 'out1', name: 'Column A', label: 'Column A', columnName: 'a', value: 1 },
              { id: 'out2', name: 'b', label: '', columnName: 'b', value: 2 },
            ],
          },
        ],
      },
    ]);
  });

  it('has no inputs when one of them fails', () => {
    const body = decision('d', table({ inputs: ['1', 'assert(1, false)'], outputs: ['o'], rules: [] }));
    expect(evaluate(body).evaluated).toMatchObject([{ inputs: [], matchedRules: [], output: null }]);
  });

  it('has no rules when an output fails, but the rules that break the hit policy', () => {
    const failing = table({ inputs: ['1'], outputs: ['o'], rules: [[['-'], ['assert(1, false)']]] });
    expect(evaluate(decision('d', failing)).evaluated).toMatchObject([
      { inputs: [{ value: 1 }], matchedRules: [] },
    ]);
    const ambiguous = table({
      inputs: ['1'],
      outputs: ['o'],
      rules: [
        [['-'], ['1']],
        [['-'], ['2']],
      ],
    });
    expect(evaluate(decision('d', ambiguous)).evaluated).toMatchObject([
      { matchedRules: [{ ruleIndex: 1 }, { ruleIndex: 2 }], output: null },
    ]);
  });
});
