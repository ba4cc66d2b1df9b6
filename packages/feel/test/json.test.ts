// Variables in and out: exact integers, Java's text of doubles, temporals as strings.
import { describe, expect, it } from 'vitest';
import { fromJson, resultType, toJson, type FeelValue } from '../src/index.js';
import { evaluate, textOfResult } from './evaluate.js';

function jsonOf(text: string, variables: Readonly<Record<string, FeelValue>> = {}): string {
  const evaluation = evaluate(text, variables);
  if (!evaluation.ok) throw new Error(evaluation.failure);
  const written = toJson(evaluation.value);
  return written.ok ? written.json : written.failure;
}

describe('a variable as a value', () => {
  it.each(['0', '-1', '9007199254740993', '18446744073709551615', '-9223372036854775808'])(
    'keeps the integer %s exactly',
    (text) => {
      expect(textOfResult('x', { x: fromJson(text) })).toBe(text);
    },
  );

  it('reads other numbers as doubles', () => {
    expect(textOfResult('x', { x: fromJson('1.50') })).toBe('1.5');
    expect(textOfResult('x', { x: fromJson('1e3') })).toBe('1000.0');
  });

  it('unescapes strings and keys', () => {
    expect(textOfResult('o.`a"b`', { o: fromJson('{"a\\"b": "x\\u00e9\\n"}') })).toBe('xé\n');
  });

  it('reads an object only as far as it is used', () => {
    const order = fromJson('{"malformed": [nul], "customer": {"name": "Ada"}}');
    expect(textOfResult('order.customer.name', { order })).toBe('Ada');
    expect(() => textOfResult('order.malformed', { order })).toThrow(SyntaxError);
  });

  it.each(['', '[1,]', 'nul', '"a', '1 2', '01x', '{'])('refuses the malformed text %j', (text) => {
    expect(() => fromJson(text)).toThrow(SyntaxError);
  });

  it('refuses a malformed object when its entries are read', () => {
    expect(() => textOfResult('x.a', { x: fromJson('{"a" 1}') })).toThrow(SyntaxError);
  });
});

describe('a value as a variable', () => {
  it.each([
    ['2.0', '2'],
    ['1.50', '1.5'],
    ['1/3', '0.3333333333333333'],
    ['10 ** 7 + 0.5', '1.00000005E7'],
    ['0.0001', '1.0E-4'],
    ['9223372036854775808', '-9223372036854775808'],
    ['date("2024-01-01")', '"2024-01-01"'],
    ['time("10:00:00")', '"10:00"'],
    ['time("10:00:00@Europe/Berlin")', '"10:00:00@Europe/Berlin"'],
    ['date and time("2024-01-01T00:00:00@Europe/Berlin")', '"2024-01-01T00:00+01:00[Europe/Berlin]"'],
    ['duration("P1D")', '"PT24H"'],
    ['duration("P14M")', '"P1Y2M"'],
    ['{a: [1, "x", null], b: true}', '{"a":[1,"x",null],"b":true}'],
    ['function(a) a', 'null'],
  ])('%s becomes %s', (text, json) => {
    expect(jsonOf(text)).toBe(json);
  });

  it('writes a context of a variable as it was', () => {
    const json = '{"b":1,"a":{"c":[1.5,18446744073709551615]},"1":"\\"é"}';
    expect(jsonOf('x', { x: fromJson('{"b":1,"a":{"c":[1.5]},"1":"\\"é"}') })).toBe(
      json.replace(',18446744073709551615', ''),
    );
  });

  it('keeps the text of the contexts of variables on request, also inside of other values', () => {
    const variables = { x: fromJson('{"a":1.0,"o":{"b":2.0}}'), l: fromJson('[3.0,{"c":4.0}]') };
    const kept = (text: string): unknown => {
      const evaluation = evaluate(text, variables);
      return evaluation.ok && toJson(evaluation.value, { keepsVariables: true });
    };
    expect(kept('[x, x.o, x.a]')).toEqual({ ok: true, json: '[{"a":1.0,"o":{"b":2.0}},{"b":2.0},1]' });
    expect(kept('{l: l}')).toEqual({ ok: true, json: '{"l":[3,{"c":4.0}]}' });
    expect(jsonOf('x', variables)).toBe('{"a":1,"o":{"b":2}}');
  });

  it('counts the depth of what it keeps', () => {
    const x = fromJson('{"a":'.repeat(300) + '1' + '}'.repeat(300));
    const evaluation = evaluate('{a: x, b: {c: x}}', { x });
    expect(evaluation.ok && toJson(evaluation.value, { keepsVariables: true }).ok).toBe(true);
    let value: FeelValue = x;
    for (let depth = 0; depth < 201; depth++) value = [value];
    expect(toJson(value, { keepsVariables: true })).toEqual({
      ok: false,
      failure: 'A value is nested more than 500 levels deep',
    });
  });

  it('writes strings as the caller says', () => {
    const writeString = (text: string): string => `<${text}>`;
    expect(toJson('a', { writeString })).toEqual({ ok: true, json: '<a>' });
  });

  it('fails for a value that is nested too deep', () => {
    let value: FeelValue = [];
    for (let depth = 0; depth < 10_000; depth++) value = [value];
    expect(toJson(value)).toEqual({ ok: false, failure: 'A value is nested more than 500 levels deep' });
  });
});

describe('the type of a result', () => {
  it.each([
    ['null', 'NULL'],
    ['true', 'BOOLEAN'],
    ['1.5', 'NUMBER'],
    ['"a"', 'STRING'],
    ['duration("P1D")', 'DURATION'],
    ['duration("P1Y")', 'PERIOD'],
    ['today()', 'DATE'],
    ['now()', 'DATE_TIME'],
    ['time("10:00:00")', 'UNKNOWN'],
    ['[1]', 'ARRAY'],
    ['{}', 'OBJECT'],
  ])('of %s is %s', (text, type) => {
    const evaluation = evaluate(text);
    expect(evaluation.ok && resultType(evaluation.value)).toBe(type);
  });
});
