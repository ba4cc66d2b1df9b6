// The words for what is wrong with JSON, as zbctl's original has them; zbctl-parity.test.ts compares more of them with it.
import { describe, expect, it } from 'vitest';
import { jsonProblem } from '../src/zbctl/json-problem.js';

describe('the problem of a text that is no JSON', () => {
  it.each([
    ['', 'unexpected end of JSON input'],
    ['{', 'unexpected end of JSON input'],
    ['{"a":"', 'unexpected end of JSON input'],
    ['{"a":}', "invalid character '}' looking for beginning of value"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
    ['{"a"}', "invalid character '}' after object key"],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
    ['[1}', "invalid character '}' after array element"],
    ['{}x', "invalid character 'x' after top-level value"],
    ['tru', "invalid character ' ' in literal true (expecting 'e')"],
    ['-', "invalid character ' ' in numeric literal"],
    ['1.', "invalid character ' ' after decimal point in numeric literal"],
    ['1e', "invalid character ' ' in exponent of numeric literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u12G4"', "invalid character 'G' in \\u hexadecimal character escape"],
    ['"\n"', "invalid character '\\n' in string literal"],
    ['ü', "invalid character 'Ã' looking for beginning of value"],
    ['['.repeat(100_000), 'exceeded max depth'],
  ])('%s', (text, problem) => {
    expect(jsonProblem(text)).toBe(problem);
  });

  it('is none for JSON', () => {
    for (const text of ['{"a":[1,-2.5e+3,true,false,null,"\\u00e4\\n"]}', ' [ ] ', '0', '""']) {
      expect(jsonProblem(text)).toBeUndefined();
    }
  });
});
