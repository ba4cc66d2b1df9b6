// Hit policies and aggregators.
import { textOf, type FeelValue } from '@grevy/feel';
import { describe, expect, it } from 'vitest';
import { decision, result, table } from '../models.js';

/** A table in which every rule matches. */
function matching(attributes: string, ...outputs: readonly (readonly string[])[]): string {
  const columns = (outputs[0] ?? []).map((_, index) => `o${index}`);
  return tableOf(attributes, columns, outputs);
}

function tableOf(
  attributes: string,
  columns: readonly string[],
  outputs: readonly (readonly string[])[],
): string {
  const rules = outputs.map((values) => [['-'], values] as const);
  return decision('d', table({ attributes, inputs: ['x'], outputs: columns, rules }));
}

function text(body: string): string {
  const value = result(body);
  return typeof value === 'string' && value.startsWith('failure') ? value : textOf(value as FeelValue);
}

const priorities = (values: string): string =>
  `<output name="o"><outputValues><text><![CDATA[${values}]]></text></outputValues></output>`;

describe('UNIQUE', () => {
  it('gives the output of the only rule', () => {
    expect(text(matching('', ['1']))).toBe('1');
  });

  it('fails when several rules match, even with equal outputs', () => {
    expect(text(matching('hitPolicy="UNIQUE"', ['1', '"a"'], ['1', '"a"']))).toBe(
      `failure: multiple values aren't allowed for UNIQUE hit policy. found: 'List(Map(o0 -> 1, o1 -> "a"), Map(o0 -> 1, o1 -> "a"))'`,
    );
  });

  it('prints large maps and outputs without name as the reference does', () => {
    const many = ['1', '2', '3', '4', '5'];
    expect(text(matching('', many, many))).toContain('List(HashMap(');
    expect(text(tableOf('', ['<output/>'], [['null'], ['duration("P1D")']]))).toContain(
      "'List(Map(null -> null), Map(null -> P1D))'",
    );
  });
});

describe('FIRST', () => {
  it('gives the output of the first rule and evaluates no other', () => {
    expect(text(matching('hitPolicy="FIRST"', ['1'], ['assert(1, false)']))).toBe('1');
  });
});

describe('ANY', () => {
  it('gives the output of rules that agree', () => {
    expect(text(matching('hitPolicy="ANY"', ['1', '"a"'], ['1.0', '"a"']))).toBe('{o0:1, o1:"a"}');
  });

  it('fails when they do not, naming each output once', () => {
    expect(text(matching('hitPolicy="ANY"', ['1'], ['2'], ['1']))).toBe(
      "failure: different values aren't allowed for ANY hit policy. found: 'List(Map(o0 -> 1), Map(o0 -> 2))'",
    );
  });

  it('takes two contexts for different, whatever is in them', () => {
    expect(text(matching('hitPolicy="ANY"', ['{a: 1}'], ['{a: 1}']))).toMatch(/^failure: different/);
  });
});

describe('PRIORITY and OUTPUT ORDER', () => {
  it('PRIORITY gives the output that is listed first', () => {
    const body = tableOf('hitPolicy="PRIORITY"', [priorities('"high","low"')], [['"low"'], ['"high"']]);
    expect(text(body)).toBe('"high"');
  });

  it.each([
    ['values that are not listed come last', '"a","b"', ['"z"', '"b"', '"a"'], '["a", "b", "z"]'],
    ['positions are compared as texts', '0,1,2,3,4,5,6,7,8,9,10', ['2', '10', '1'], '[1, 10, 2]'],
    ['numbers are compared as they are written', '1.0,2', ['1', '2', '1.0'], '[1.0, 2, 1]'],
    ['quotes do not count', `'a',"b"`, ['"b"', '"a"'], '["a", "b"]'],
    ['commas in quotes separate, too', '"a,b","c"', ['"a,b"', '"c"', '"b"'], '["b", "c", "a,b"]'],
    ['of values that are listed twice the last counts', '"a","b","a"', ['"a"', '"b"'], '["b", "a"]'],
    ['booleans and null count as not listed', 'true,null', ['null', 'true'], '[null, true]'],
    ['equal priorities keep the order of the rules', '"b"', ['"y"', '"x"', '"b"'], '["b", "y", "x"]'],
  ])('OUTPUT ORDER sorts: %s', (_rule, values, outputs, expected) => {
    const rows = outputs.map((output) => [output]);
    expect(text(tableOf('hitPolicy="OUTPUT ORDER"', [priorities(values)], rows))).toBe(expected);
  });

  it('without listed values the order of the rules stays', () => {
    expect(text(matching('hitPolicy="OUTPUT ORDER"', ['"b"'], ['"a"']))).toBe('["b", "a"]');
    expect(text(matching('hitPolicy="PRIORITY"', ['"b"'], ['"a"']))).toBe('"b"');
  });

  it('columns without listed values take part with the same rank for all', () => {
    const listed = priorities('"v0","v1","v2","v3","v4","v5","v6","v7","v8","v9","v10"');
    const rows = [
      ['"v1"', '1'],
      ['"v10"', '2'],
    ];
    expect(text(tableOf('hitPolicy="OUTPUT ORDER"', [listed, 'p'], rows))).toBe(
      '[{o:"v10", p:2}, {o:"v1", p:1}]',
    );
  });

  it('a rule without a value for a column is a failure, unless it is the only one', () => {
    const columns = ['o', 'p'];
    expect(text(tableOf('hitPolicy="PRIORITY"', columns, [['1', '1'], ['1']]))).toBe(
      'failure: key not found: p',
    );
    expect(text(tableOf('hitPolicy="PRIORITY"', columns, [['1']]))).toBe('1');
  });
});

describe('RULE ORDER and COLLECT', () => {
  it.each(['RULE ORDER', 'COLLECT'])('%s gives all outputs in the order of the rules', (policy) => {
    expect(text(matching(`hitPolicy="${policy}"`, ['2'], ['1'], ['2']))).toBe('[2, 1, 2]');
    expect(text(matching(`hitPolicy="${policy}"`, ['1', '2']))).toBe('[{o0:1, o1:2}]');
  });

  it('the first rule decides for all whether single values are collected', () => {
    const columns = ['a', 'b'];
    expect(text(tableOf('hitPolicy="COLLECT"', columns, [['1', '2'], ['3']]))).toBe('[{a:1, b:2}, {a:3}]');
    expect(text(tableOf('hitPolicy="COLLECT"', columns, [['3'], ['1', '2']]))).toBe('[3, 1]');
  });

  it.each([
    ['SUM', ['1.50', '2', '-4.125'], '-0.625'],
    ['SUM', ['1234567890123456789012345678901234', '0.5', '0.5'], '1234567890123456789012345678901234'],
    ['MIN', ['3', '1.0', '1', '2'], '1.0'],
    ['MAX', ['3', '4.0', '4', '2'], '4.0'],
    ['COUNT', ['null', 'null', '"a"'], '3'],
    ['SUM', ['1', '"a"', 'null'], `failure: expected number but found '"a"'`],
    ['MIN', ['date("2024-01-01")'], `failure: expected number but found '2024-01-01'`],
    ['MAX', ['null'], `failure: expected number but found 'null'`],
  ])('COLLECT with %s of %j gives %s', (aggregation, outputs, expected) => {
    const rows = outputs.map((output) => [output]);
    expect(text(matching(`hitPolicy="COLLECT" aggregation="${aggregation}"`, ...rows))).toBe(expected);
  });

  it('an aggregation without COLLECT means nothing', () => {
    expect(text(matching('hitPolicy="UNIQUE" aggregation="SUM"', ['"a"']))).toBe('"a"');
  });

  it.each(['SUM', 'COUNT', 'MIN', 'MAX'])('no matching rule gives null, not a number: %s', (aggregation) => {
    const attributes = `hitPolicy="COLLECT" aggregation="${aggregation}"`;
    const rules = [[['> 0'], ['1']]] as const;
    expect(result(decision('d', table({ attributes, inputs: ['x'], outputs: ['o'], rules })))).toBeNull();
  });
});
