import { describe, expect, it } from 'vitest';
import {
  PatternSyntaxError,
  regexExtract,
  regexMatches,
  regexReplace,
  regexSplit,
  RegexBudgetError,
  ReplacementError,
} from '../../src/regex/index.js';

describe('matches', () => {
  it('finds the pattern anywhere', () => {
    expect(regexMatches('abc', 'b')).toBe(true);
    expect(regexMatches('abc', '^b')).toBe(false);
  });

  it.each([
    ['ab', 'AB', 'i', true],
    ['ab', 'AB', 'I', false],
    ['a\nb', '^b$', 'm', true],
    ['a\nb', 'a.b', 's', true],
    ['ab', 'a b', 'x', true],
    ['a\nB', 'a.b', ' s,i', true],
    ['ab', 'AB', 'g', false],
  ])('%j, %j with the flags %j: %s', (text, pattern, flags, expected) => {
    expect(regexMatches(text, pattern, flags)).toBe(expected);
  });
});

describe('replace', () => {
  it.each([
    ['abc', '(a)(b)(c)', '$3$2$1', 'cba'],
    ['abc', 'b', '$0$0', 'abbc'],
    ['abc', '(?<n>b)', '${n}!', 'ab!c'],
    ['abc', '(b)', '$12', 'ab2c'],
    ['abcdefghijkl', '(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)', '$11', 'kl'],
    ['abc', '(b)?', '<$1>', '<>a<b><>c<>'],
    ['abc', 'b', '\\$\\n', 'a$nc'],
    ['abc', '', '-', '-a-b-c-'],
    ['aaa', 'a*', 'b', 'bb'],
    ['😀a', '.', 'x', 'xx'],
  ])('%s, %s by %s: %s', (text, pattern, replacement, expected) => {
    expect(regexReplace(text, pattern, replacement)).toBe(expected);
  });

  it.each(['$', '$x', '$1', '${m}', '${1}', '${n', '\\'])('fails for the replacement %j', (replacement) => {
    expect(() => regexReplace('abc', 'b', replacement)).toThrow(ReplacementError);
  });

  it('does not look at the replacement where nothing matches', () => {
    expect(regexReplace('abc', 'x', '$')).toBe('abc');
  });
});

describe('split', () => {
  it.each([
    ['a,b,,', ',', ['a', 'b', '', '']],
    [',a', ',', ['', 'a']],
    ['abc', '', ['a', 'b', 'c', '']],
    ['', '', ['']],
    ['abc', 'x', ['abc']],
    ['a, b,c', ',[ ]*', ['a', 'b', 'c']],
    ['a', '\\A', ['a']],
  ])('%j by %j', (text, delimiter, expected) => {
    expect(regexSplit(text, delimiter)).toEqual(expected);
  });
});

describe('extract', () => {
  it.each([
    ['this is 1 and 22', '[0-9]+', ['1', '22']],
    ['aab', 'a*', ['aa', '', '']],
    ['abc', 'x', []],
    ['a', '\\G', ['']],
  ])('%j, %j', (text, pattern, expected) => {
    expect(regexExtract(text, pattern)).toEqual(expected);
  });
});

describe('safety', () => {
  it.each([
    ['(a+)+b', 'a'.repeat(60)],
    ['(a|a)*b', 'a'.repeat(60)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(80)],
    ['(.*)*x', 'a'.repeat(200)],
    ['a*a*a*a*a*a*b', 'a'.repeat(3000)],
    ['(?=(a+))a*b\\1', 'a'.repeat(5000)],
  ])('stops %s on a text that makes it backtrack', (pattern, text) => {
    expect(() => regexMatches(text, pattern)).toThrow(RegexBudgetError);
  });

  it('matches long texts without exhausting the stack', () => {
    expect(regexReplace('ab'.repeat(50_000), '(?:a|b)*', 'x')).toBe('xx');
    expect(regexExtract('a'.repeat(100_000), 'a')).toHaveLength(100_000);
  });

  it('tells how many steps the searches took', () => {
    let steps = 0;
    regexExtract('aaaaaaaaaa', 'a', (taken) => {
      steps += taken;
    });
    expect(steps).toBeGreaterThan(9);
    const exhausted = (): void => {
      throw new RangeError('no steps left');
    };
    expect(() => regexMatches('a', 'b', '', exhausted)).toThrow('no steps left');
  });

  it('stops a replacement that grows without measure', () => {
    expect(() => regexReplace('a'.repeat(10_000), 'a', 'b'.repeat(10_000))).toThrow(RegexBudgetError);
  });

  it('counts the comparisons of large classes', () => {
    const manyRanges = Array.from({ length: 2000 }, () => '\u0100-\u0200').join('');
    expect(() => regexMatches('漢'.repeat(100_000), `[${manyRanges}]`)).toThrow(RegexBudgetError);
    expect(regexMatches('漢', `[${'αβ'.repeat(4000)}]`)).toBe(false);
  });

  it('refuses patterns that nest too deeply or are too long', () => {
    expect(() => regexMatches('', '('.repeat(4000) + ')'.repeat(4000))).toThrow(PatternSyntaxError);
    expect(() => regexMatches('', '['.repeat(4000))).toThrow(PatternSyntaxError);
    expect(() => regexMatches('', 'a'.repeat(20_000))).toThrow(PatternSyntaxError);
    expect(() => regexMatches('', `[${'a&&'.repeat(3000)}a]`)).toThrow(PatternSyntaxError);
  });
});
