import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pattern, PatternSyntaxError, RegexBudgetError, regexReplace } from '../../src/regex/index.js';

/** The text with `<…>` around every match. */
function marked(text: string, pattern: string): string {
  return regexReplace(text, pattern, '<$0>');
}

describe('the dialect of java.util.regex', () => {
  it.each([
    ['greedy, lazy and possessive', 'a{2,3}?', 'aaa', '<aa>a'],
    ['possessive', 'a*+a', 'aaa', 'aaa'],
    ['a second count repeats nothing', 'a{2}{3}', 'aaaa', '<aa><aa>'],
    ['alternatives in order', 'a|ab', 'ab', '<a>b'],
    ['an empty iteration ends the loop', '(a|b*)*c', 'abac', '<abac>'],
    ['atomic groups', '(?>a*)a', 'aaa', 'aaa'],
    ['look-ahead', 'foo(?=bar)', 'foobar foobaz', '<foo>bar foobaz'],
    ['negative look-ahead', 'foo(?!bar)', 'foobar foobaz', 'foobar <foo>baz'],
    ['look-behind of several lengths', '(?<=a|bc)d', 'ad bcd cd', 'a<d> bc<d> cd'],
    ['unbounded look-behind of single characters', '(?<=a+)b', 'aab', 'aa<b>'],
    ['negative look-behind', '(?<!foo)bar', 'foobar bar', 'foobar <bar>'],
    ['back-references', '(a)(b)\\2\\1', 'abba', '<abba>'],
    ['named back-references', '(?<x>a)b+\\k<x>', 'abba', '<abba>'],
    ['a digit more than there are groups', '(a)\\10', 'aa0', '<aa0>'],
    ['a reference to no group never matches', 'a\\1?', 'aa', '<a><a>'],
    ['class intersection', '[a-z&&[^b]]+', 'abc', '<a>b<c>'],
    ['class union', '[a-d[m-p]]', 'amx', '<a><m>x'],
    ['a bracket first in a class', '[]a]+', 'a]', '<a]>'],
    ['a hyphen at the end of a class', '[a-]+', 'a-b', '<a->b'],
    ['quotes', '\\Qa.b\\E+', 'a.bbb axb', '<a.bbb> axb'],
    ['quotes in classes', '[\\Q^-]\\E]+', 'a^-]', 'a<^-]>'],
    ['inline flags up to the end of the group', '(?:(?i)b)c', 'Bc BC', '<Bc> BC'],
    ['inline flags of a group', 'a(?i:b)c', 'aBc aBC', '<aBc> aBC'],
    ['comments', '(?x) a b # c', 'ab', '<ab>'],
    ['ASCII case', '(?i)é', 'É', 'É'],
    ['Unicode case', '(?iu)é', 'É', '<É>'],
    ['shorthands are ASCII', '[\\w\\d]', 'é٣a', 'é٣<a>'],
    ['Unicode shorthands', '(?U)\\w', 'é٣', '<é><٣>'],
    ['word boundaries are Unicode', '\\b.', 'éa', '<é>a'],
    ['categories', '\\p{Lu}\\pL\\P{Lu}', 'Éab', '<Éab>'],
    ['scripts', '\\p{IsHan}\\p{script=Greek}', '漢α', '<漢α>'],
    ['blocks', '\\p{InGreek}\\p{blk=Basic Latin}', 'αa', '<αa>'],
    ['POSIX classes', '\\p{Punct}\\p{Alpha}', '!a', '<!a>'],
    ['binary properties', '\\p{IsAlphabetic}', 'é', '<é>'],
    ['escapes by number', '\\x61\\u0062\\0143\\x{1F600}\\cA', 'abc😀\u0001', '<abc😀\u0001>'],
    ['surrogate pairs are one character', '^.$', '😀', '<😀>'],
    ['line breaks', '\\R', 'a\r\nb\n', 'a<\r\n>b<\n>'],
    ['line breaks again, CR and LF together', '\\R{2}', 'a\r\nb\n\r\n', 'a\r\nb<\n\r\n>'],
    ['grapheme clusters', '\\X', 'e\u0301a', '<e\u0301><a>'],
    ['the dot stops at line ends', '.+', 'a\u2028b\u0085', '<a>\u2028<b>\u0085'],
    ['the end lies before a last line end', 'a$', 'a\r\n', '<a>\r\n'],
    ['line starts, not behind the last line end', '(?m)^', 'a\nb\n', '<>a\n<>b\n'],
    ['Unix lines', '(?d).+', 'a\r\n', '<a\r>\n'],
    ['\\A, \\Z, \\z', '\\Aa\\Z', 'a\n', '<a>\n'],
    ['dangling closing brackets are literal', 'a]}', 'a]}', '<a]}>'],
  ])('%s: %s', (_case, pattern, text, expected) => {
    expect(marked(text, pattern)).toBe(expected);
  });

  it.each([
    '(a',
    'a)',
    '[a',
    '[]',
    'a{',
    '{a}',
    '*a',
    'a**',
    '\\',
    '\\y',
    '\\p{Foo}',
    '\\p{InFoo}',
    '\\p{Script=constructor}',
    '[z-a]',
    'a{2,1}',
    'a{99999999999}',
    '(?z)a',
    '(?#c)a',
    '(?P<x>a)',
    '(?<x',
    '(?<x>a)(?<x>b)',
    '\\k<x>',
    'a(?(1)b)',
    '(?<=(?:ab)*)c',
    '(?<=(a|b){2})c',
    '\\N{SPACE}',
    '\\x{110000}',
  ])('refuses %s', (pattern) => {
    expect(() => Pattern.compile(pattern)).toThrow(PatternSyntaxError);
  });

  it('says what is wrong and where', () => {
    expect(() => Pattern.compile('ab[c')).toThrow("Unclosed character class near index 4 of pattern 'ab[c'");
  });

  it('never fails in another way, whatever the pattern and the text', () => {
    const part = fc.constantFrom(
      ...[
        'a',
        'b',
        '.',
        '(',
        ')',
        '(?:',
        '(?=',
        '(?<=',
        '(?<!',
        '(?>',
        '(?i)',
        '[',
        ']',
        '^',
        '-',
        '&&',
        '\\',
        '|',
      ],
      ...[
        '*',
        '+',
        '?',
        '{',
        '}',
        '{2}',
        '{1,3}',
        ',',
        '\\b',
        '\\R',
        '\\X',
        '\\1',
        '\\Q',
        '\\E',
        '$',
        '😀',
        '\ud83d',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.array(part, { maxLength: 8 }), (pattern, text) => {
        try {
          marked(text.join(''), pattern.join(''));
        } catch (error) {
          expect(error instanceof PatternSyntaxError || error instanceof RegexBudgetError).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 42 },
    );
  });

  it('agrees with the host where both dialects mean the same', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      'c',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\d',
      '(?:ab|a)',
      '(?:a|bc)',
      '(?=b)',
      '(?!c)',
    );
    const quantifier = fc.constantFrom('', '', '*', '+', '?', '*?', '{1,2}', '{2}');
    const item = fc
      .tuple(atom, quantifier)
      .map(([body, times]) => (body.startsWith('(?=') || body.startsWith('(?!') ? body : body + times));
    const pattern = fc.array(item, { minLength: 1, maxLength: 5 }).map((items) => items.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '1'), { maxLength: 10 })
      .map((chars) => chars.join(''));
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        expect(marked(input, source)).toBe(input.replace(new RegExp(source, 'gu'), '<$&>'));
      }),
      { numRuns: 2000, seed: 42 },
    );
  });
});
