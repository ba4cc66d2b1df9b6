import { describe, expect, it } from 'vitest';
import { EXACT_JSON, PLAIN_JSON, parsedObject } from '../src/json-mapper.js';

describe('exact JSON', () => {
  it('keeps integers as numbers as long as those are exact, and beyond as bigints', () => {
    const text =
      '{"safe":9007199254740991,"beyond":9007199254740993,"below":-9007199254740993,"most":18446744073709551615}';
    expect(EXACT_JSON.parse(text)).toEqual({
      safe: 9007199254740991,
      beyond: 9007199254740993n,
      below: -9007199254740993n,
      most: 18446744073709551615n,
    });
  });

  it('writes back every digit that it read', () => {
    const text = '{"order":{"key":2251799813685249123,"lines":[1,9007199254740993,-0.5,1.25E-7]}}';
    expect(EXACT_JSON.stringify(parsedObject(text, EXACT_JSON))).toBe(
      '{"order":{"key":2251799813685249123,"lines":[1,9007199254740993,-0.5,1.25e-7]}}',
    );
  });

  it('reads decimals as numbers, however many digits they have', () => {
    expect(EXACT_JSON.parse('[0.1234567890123456789, 1.0, 1e2]')).toEqual([0.12345678901234568, 1, 100]);
  });

  it('takes digits in strings for what they are', () => {
    expect(EXACT_JSON.parse('{"key":"2251799813685249123"}')).toEqual({ key: '2251799813685249123' });
  });

  it.each(['{"n":9007199254740993', '{"n":9007199254740993}}', '{"n":09007199254740993}', ''])(
    'refuses %j',
    (text) => expect(() => EXACT_JSON.parse(text)).toThrow(SyntaxError),
  );

  it('makes a member named __proto__ a member', () => {
    const value = parsedObject('{"__proto__":{"admin":true},"n":9007199254740993}', EXACT_JSON);
    expect(Object.keys(value)).toEqual(['__proto__', 'n']);
    expect(value['admin']).toBeUndefined();
  });

  it('is the default, and plain JSON a choice', () => {
    expect(PLAIN_JSON.parse('[9007199254740993]')).toEqual([9007199254740992]);
    expect(() => PLAIN_JSON.stringify({ n: 1n })).toThrow(TypeError);
  });

  it('refuses variables that contain themselves', () => {
    const variables: Record<string, unknown> = {};
    variables['self'] = variables;
    expect(() => EXACT_JSON.stringify(variables)).toThrow(/must not contain themselves/);
  });
});

it.each(['[]', 'null', '1', '"text"'])('variables are an object: %s is refused', (text) => {
  expect(() => parsedObject(text, EXACT_JSON)).toThrow(`Expected a JSON object, but was: ${text}`);
});
