import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../src/canonical-json.js';
import { documentEntries, documentFromEntries, parseDocument } from '../src/documents.js';
import { javaDoubleText } from '../src/java-double.js';
import { jsonString } from '../src/json-string.js';
import type { JsonDocument, JsonText } from '../src/json-text.js';

function documentOf(text: string): JsonDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

const invalid = (message: string): object => ({ ok: false, status: 'INVALID_ARGUMENT', message });

describe('accepted documents', () => {
  test.each([
    ['', '{}'],
    [' \n\t\u0001', '{}'],
    ['null', '{}'],
    ['null x', '{}'],
    ['{}', '{}'],
    [' { } ', '{}'],
    ['{"a":1} x', '{"a":1}'],
    ['{}{}', '{}'],
    ["{'a':'it\"s'}", '{"a":"it\\"s"}'],
    ["{'a':'it\\'s'}", '{"a":"it\'s"}'],
    ['\ufeff{"a":1}', '{"a":1}'],
    ['{"a":1,"a":2}', '{"a":1,"a":2}'],
    ['{ "b" : [ 1 , { "c" : null } , [ ] , { } ] ,\r\n "a" : true }', '{"b":[1,{"c":null},[],{}],"a":true}'],
  ])('%j is %s', (text, document) => {
    expect(parseDocument(text)).toEqual({ ok: true, document });
  });

  test('nesting has no limit of its own', () => {
    const text = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(documentOf(text)).toBe(text);
    expect(documentEntries(documentOf(text))).toHaveLength(1);
  });
});

describe('refused documents', () => {
  test.each([
    ['[1]', 'ARRAY'],
    ['"a"', 'STRING'],
    ['1', 'INTEGER'],
    ['1.5', 'FLOAT'],
    ['true', 'BOOLEAN'],
  ])('the root %s is no object', (text, type) => {
    expect(parseDocument(text)).toEqual(
      invalid(
        `Property 'variables' is invalid: Expected document to be a root level object, but was '${type}'`,
      ),
    );
  });

  test.each([
    ['{bla', 1, 2],
    ['{a:1}', 1, 2],
    ['{"a":1,}', 1, 8],
    ['[1,2,]', 1, 6],
    ['{"a":NaN}', 1, 9],
    ['{"a":+1}', 1, 7],
    ['{"a":01}', 1, 7],
    ['{"a":.5}', 1, 6],
    ['{"a":1.}', 1, 8],
    ['{"a":"\t"}', 1, 7],
    ['12a', 1, 3],
    ['}', 1, 1],
    ['{', 1, 2],
    ['[', 1, 2],
    ['{"a"', 1, 5],
    ['{"a":', 1, 6],
    ['{"a":"x', 1, 8],
    ['nul', 1, 4],
    ['{"a":undefined}', 1, 16],
    ['{"a":TRUE}', 1, 11],
    ['{ "test": "value", "error": "errorrvalue }', 1, 43],
    ['{"a":1\n,\n b}', 3, 2],
    ['/* c */ {}', 1, 1],
    ['{"a":Infinity}', 1, 14],
    ['{"é":1,}', 1, 9],
    ['{"a":-}', 1, 7],
    ['{"a":1e}', 1, 8],
    ['{"a":"\\u12g4"}', 1, 11],
    ['{"a" 1}', 1, 6],
    ['{"a":1 "b":2}', 1, 8],
    ['{"a":[1}', 1, 8],
  ])('%j is malformed at line %i, column %i', (text, line, column) => {
    expect(parseDocument(text)).toEqual(
      invalid(
        `Invalid JSON value: ${text}\n at [Source: (ByteArrayInputStream); line: ${line}, column: ${column}]`,
      ),
    );
  });

  test('a document of nothing but a byte order mark is an internal error', () => {
    expect(parseDocument('\ufeff')).toEqual({
      ok: false,
      status: 'INTERNAL',
      message:
        'Unexpected error occurred during the request processing: Failed to convert JSON to MessagePack',
    });
  });

  test('a long text is repeated in part only', () => {
    const parsed = parseDocument(`{"a":"${'x'.repeat(1_000_000)}`);
    expect(parsed.ok ? '' : parsed.message.length).toBeLessThan(3_000);
  });
});

describe('numbers', () => {
  test.each([
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['18446744073709551615', '18446744073709551615'],
    ['-0', '0'],
    ['-0.0', '-0.0'],
    ['0.0', '0.0'],
    ['1e2', '100.0'],
    ['1E+2', '100.0'],
    ['1.50', '1.5'],
    ['1e400', '"Infinity"'],
    ['-1e400', '"-Infinity"'],
    ['12345678.9', '1.23456789E7'],
  ])('%s is %s', (text, canonical) => {
    expect(documentOf(`{"a":${text}}`)).toBe(`{"a":${canonical}}`);
  });

  test.each(['18446744073709551616', '-9223372036854775809', '9'.repeat(1_000_000)])(
    '%.25s is too large',
    (text) => {
      expect(parseDocument(`{"a":${text}}`)).toEqual(
        invalid('MessagePack cannot serialize BigInteger larger than 2^64-1'),
      );
    },
  );

  test.each([
    [1, '1.0'],
    [0.001, '0.001'],
    [0.002, '0.002'],
    [1234567.5, '1234567.5'],
    [9999999, '9999999.0'],
    [10000000, '1.0E7'],
    [12345678.9, '1.23456789E7'],
    [0.0001234, '1.234E-4'],
    [0.00001, '1.0E-5'],
    [1e21, '1.0E21'],
    [-2.5, '-2.5'],
    [-0, '-0.0'],
    [0, '0.0'],
    [5e-324, '4.9E-324'],
    [1e23, '9.999999999999999E22'],
    [2 ** -44, '5.6843418860808015E-14'],
    [2 ** 57 + 96, '1.44115188075855968E17'],
    [226797932753915008, '2.26797932753915008E17'],
    [4289305879150051800, '4.2893058791500518E18'],
    [Number.MAX_VALUE, '1.7976931348623157E308'],
  ])('the float %d is written %s', (value, text) => {
    expect(javaDoubleText(value)).toBe(text);
  });

  test('the text of a float reads back as the same float', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(javaDoubleText(value))).toBe(value);
      }),
    );
  });
});

describe('strings', () => {
  test.each([
    ['"é日本"', '"é日本"'],
    ['"\\u00e9"', '"é"'],
    ['"😀"', '"\\uD83D\\uDE00"'],
    ['"\\ud83d\\ude00"', '"\\uD83D\\uDE00"'],
    ['"\\ud83d"', '"\\uD83D"'],
    ['"\\b\\t\\n\\f\\r"', '"\\b\\t\\n\\f\\r"'],
    ['"\\u0008\\u0009\\u000a\\u000c\\u000d"', '"\\b\\t\\n\\f\\r"'],
    ['"\\u001f\\u0000"', '"\\u001F\\u0000"'],
    ['"\u007f\u2028\u2029"', '"\u007f\u2028\u2029"'],
    ['"\\/a/"', '"/a/"'],
    ['"\\"\\\\"', '"\\"\\\\"'],
  ])('%s is %s', (text, canonical) => {
    expect(documentOf(`{"a":${text}}`)).toBe(`{"a":${canonical}}`);
  });
});

describe('properties', () => {
  // JavaScript prints large floats like integers; those are out of range here.
  const value = fc.jsonValue().filter((item) => canonicalJson(JSON.stringify(item)).kind === 'value');

  test('canonical text means the same and is its own canonical text', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), value), fc.nat(3), (object, indentation) => {
        const document = documentOf(JSON.stringify(object, undefined, indentation));
        expect(JSON.parse(document)).toEqual(JSON.parse(JSON.stringify(object)));
        expect(documentOf(document)).toBe(document);
      }),
    );
  });

  test('arbitrary text is accepted or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\'\\u0123eE+-.ntrfalse \n') }), (text) => {
        const parsed = parseDocument(text);
        if (parsed.ok) expect(() => JSON.parse(parsed.document) as unknown).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  test('what the standard accepts as an object is accepted', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(['value', 'integerOutOfRange']).toContain(canonicalJson(text).kind);
      }),
    );
  });

  test('a document is the sum of its entries', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), value)), (variables) => {
        const entries = variables.map(([name, item]): [string, JsonText] => {
          const result = canonicalJson(JSON.stringify(item));
          if (result.kind !== 'value') throw new Error(result.kind);
          return [name, result.text];
        });
        expect(documentEntries(documentFromEntries(entries))).toEqual(entries);
      }),
    );
  });

  test('the JSON text of a string reads back as the string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(jsonString(text))).toBe(text);
      }),
    );
  });
});

test('names like __proto__ are names', () => {
  expect(documentFromEntries([['__proto__', jsonString('a"b')]])).toBe('{"__proto__":"a\\"b"}');
  expect(documentEntries('{"__proto__":{"x":"}"},"b":"\\\\"}' as JsonDocument)).toEqual([
    ['__proto__', '{"x":"}"}'],
    ['b', '"\\\\"'],
  ]);
});
