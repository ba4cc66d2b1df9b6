/** Character sets that have a name: `\d \w \s \h \v` and `\p{…}` with categories, scripts, blocks and POSIX classes. */
import { CharSet } from './char-set.js';
import type { PatternFlags } from './pattern-flags.js';
import { unicodeBlock } from './unicode-blocks.js';

/** A set of the runtime's Unicode tables; `property` comes from the tables below, never from a pattern as it is. */
function unicode(property: string): CharSet {
  const expression = new RegExp(`^[${property}]$`, 'u');
  return new CharSet((codePoint) => expression.test(String.fromCodePoint(codePoint)));
}

function lazily(make: () => CharSet): () => CharSet {
  let made: CharSet | undefined;
  return () => (made ??= make());
}

function table(
  entries: Readonly<Record<string, string | (() => CharSet)>>,
): ReadonlyMap<string, () => CharSet> {
  return new Map(
    Object.entries(entries).map(([name, entry]) => [
      name,
      typeof entry === 'string' ? lazily(() => unicode(entry)) : lazily(entry),
    ]),
  );
}

const CATEGORY_NAMES =
  'Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf L M N Z C P S LC';

const CATEGORIES = table({
  ...Object.fromEntries(CATEGORY_NAMES.split(' ').map((name) => [name, `\\p{${name}}`])),
  LD: '\\p{L}\\p{Nd}',
  L1: '\\u{0}-\\u{FF}',
  all: () => new CharSet(() => true),
});

const POSIX = table({
  ASCII: '\\u{0}-\\u{7F}',
  Alnum: 'A-Za-z0-9',
  Alpha: 'A-Za-z',
  Blank: '\\t ',
  Cntrl: '\\u{0}-\\u{1F}\\u{7F}',
  Digit: '0-9',
  Graph: '\\u{21}-\\u{7E}',
  Lower: 'a-z',
  Print: '\\u{20}-\\u{7E}',
  Punct: '\\u{21}-\\u{2F}\\u{3A}-\\u{40}\\u{5B}-\\u{60}\\u{7B}-\\u{7E}',
  Space: '\\t-\\r ',
  Upper: 'A-Z',
  XDigit: '0-9A-Fa-f',
});

const WHITE_SPACE =
  '\\t-\\r \\u{85}\\u{A0}\\u{1680}\\u{2000}-\\u{200A}\\u{2028}\\u{2029}\\u{202F}\\u{205F}\\u{3000}';
const CONTROL_OR_BLANK = '\\p{Z}\\p{Cc}\\p{Cs}\\p{Cn}';

/** Binary properties, for `\p{IsName}`; names in upper case. */
const PROPERTIES = table({
  ALPHABETIC: '\\p{Alphabetic}',
  LETTER: '\\p{L}',
  IDEOGRAPHIC: '\\p{Ideographic}',
  LOWERCASE: '\\p{Lowercase}',
  UPPERCASE: '\\p{Uppercase}',
  TITLECASE: '\\p{Lt}',
  WHITE_SPACE,
  WHITESPACE: WHITE_SPACE,
  CONTROL: '\\p{Cc}',
  PUNCTUATION: '\\p{P}',
  HEX_DIGIT: '\\p{Hex_Digit}',
  HEXDIGIT: '\\p{Hex_Digit}',
  ASSIGNED: () => unicode('\\p{Cn}').complement(),
  NONCHARACTER_CODE_POINT: '\\p{Noncharacter_Code_Point}',
  NONCHARACTERCODEPOINT: '\\p{Noncharacter_Code_Point}',
  DIGIT: '\\p{Nd}',
  ALNUM: '\\p{Alphabetic}\\p{Nd}',
  BLANK: '\\p{Zs}\\t',
  GRAPH: () => unicode(CONTROL_OR_BLANK).complement(),
  PRINT: () => unicode('\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cs}\\p{Cn}').complement(),
  WORD: '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}',
  JOIN_CONTROL: '\\p{Join_Control}',
  JOINCONTROL: '\\p{Join_Control}',
});

/** What POSIX names mean under the flag `U`. */
const PROPERTY_OF_POSIX: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ALPHA: 'ALPHABETIC',
    LOWER: 'LOWERCASE',
    UPPER: 'UPPERCASE',
    SPACE: 'WHITE_SPACE',
    PUNCT: 'PUNCTUATION',
    XDIGIT: 'HEX_DIGIT',
    ALNUM: 'ALNUM',
    CNTRL: 'CONTROL',
    DIGIT: 'DIGIT',
    BLANK: 'BLANK',
    GRAPH: 'GRAPH',
    PRINT: 'PRINT',
  }),
);

/** The `java.lang.Character` tests. */
const JAVA_CHARACTER = table({
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaAlphabetic: '\\p{Alphabetic}',
  javaIdeographic: '\\p{Ideographic}',
  javaTitleCase: '\\p{Lt}',
  javaDigit: '\\p{Nd}',
  javaDefined: () => unicode('\\p{Cn}').complement(),
  javaLetter: '\\p{L}',
  javaLetterOrDigit: '\\p{L}\\p{Nd}',
  javaSpaceChar: '\\p{Z}',
  javaWhitespace: () =>
    CharSet.union([
      unicode('\\p{Z}').intersection(CharSet.ofChars('\u00a0\u2007\u202f').complement()),
      unicode('\\t-\\r\\u{1C}-\\u{1F}'),
    ]),
  javaISOControl: '\\p{Cc}',
  javaJavaIdentifierStart: '\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}',
  javaJavaIdentifierPart:
    '\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{Mc}\\p{Mn}\\p{Cf}\\u{0}-\\u{8}\\u{E}-\\u{1B}\\u{7F}-\\u{9F}',
});

const CASED_POSIX: ReadonlySet<string> = new Set(['Lower', 'Upper']);
const CASED_CATEGORIES: ReadonlySet<string> = new Set(['Lu', 'Ll', 'Lt']);
const CASED_PROPERTIES: ReadonlySet<string> = new Set(['LOWERCASE', 'UPPERCASE', 'TITLECASE']);
const anyCase = lazily(() => unicode('\\p{Lowercase}\\p{Uppercase}\\p{Lt}'));

const ASCII_WORD = lazily(() => unicode('\\w'));
const SPACE = POSIX.get('Space');
const DIGIT = POSIX.get('Digit');
const HORIZONTAL_SPACE = lazily(() =>
  unicode(' \\t\\u{A0}\\u{1680}\\u{180E}\\u{2000}-\\u{200A}\\u{202F}\\u{205F}\\u{3000}'),
);
const VERTICAL_SPACE = lazily(() => unicode('\\n-\\r\\u{85}\\u{2028}\\u{2029}'));

/** `\d \D \w \W \s \S \h \H \v \V`; undefined for any other letter. */
export function shorthandSet(letter: string, flags: PatternFlags): CharSet | undefined {
  switch (letter) {
    case 'd':
      return (flags.unicodeClasses ? PROPERTIES.get('DIGIT') : DIGIT)?.();
    case 'w':
      return (flags.unicodeClasses ? PROPERTIES.get('WORD') : ASCII_WORD)?.();
    case 's':
      return (flags.unicodeClasses ? PROPERTIES.get('WHITE_SPACE') : SPACE)?.();
    case 'h':
      return HORIZONTAL_SPACE();
    case 'v':
      return VERTICAL_SPACE();
    case 'D':
    case 'W':
    case 'S':
    case 'H':
    case 'V':
      return shorthandSet(letter.toLowerCase(), flags)?.complement();
    default:
      return undefined;
  }
}

/** The set of `\p{name}`, or undefined if there is no such name. */
export function propertySet(name: string, flags: PatternFlags): CharSet | undefined {
  const separator = name.indexOf('=');
  if (separator >= 0) return namedValue(name.slice(0, separator), name.slice(separator + 1), flags);
  if (name.startsWith('In')) return blockSet(name.slice(2));
  if (name.startsWith('Is')) {
    const property = name.slice(2);
    return binaryProperty(property, flags) ?? plainName(property, flags) ?? scriptSet(property);
  }
  const posix = flags.unicodeClasses ? PROPERTY_OF_POSIX.get(name.toUpperCase()) : undefined;
  return posix === undefined ? plainName(name, flags) : binaryProperty(posix, flags);
}

function namedValue(key: string, value: string, flags: PatternFlags): CharSet | undefined {
  switch (key.toLowerCase()) {
    case 'sc':
    case 'script':
      return scriptSet(value);
    case 'blk':
    case 'block':
      return blockSet(value);
    case 'gc':
    case 'general_category':
      return plainName(value, flags);
    default:
      return undefined;
  }
}

function binaryProperty(name: string, flags: PatternFlags): CharSet | undefined {
  const upper = name.toUpperCase();
  if (flags.caseInsensitive && CASED_PROPERTIES.has(upper)) return anyCase();
  return PROPERTIES.get(upper)?.();
}

function plainName(name: string, flags: PatternFlags): CharSet | undefined {
  if (flags.caseInsensitive && CASED_POSIX.has(name)) return POSIX.get('Alpha')?.();
  if (flags.caseInsensitive && CASED_CATEGORIES.has(name)) return CATEGORIES.get('LC')?.();
  return (CATEGORIES.get(name) ?? POSIX.get(name) ?? JAVA_CHARACTER.get(name))?.();
}

function blockSet(name: string): CharSet | undefined {
  const block = unicodeBlock(name);
  return block && new CharSet((codePoint) => codePoint >= block[0] && codePoint <= block[1]);
}

/** The runtime knows the scripts by their title-case names. */
function scriptSet(name: string): CharSet | undefined {
  if (!/^[A-Za-z_]+$/.test(name)) return undefined;
  const title = name.toLowerCase().replace(/(?:^|_)[a-z]/g, (start) => start.toUpperCase());
  try {
    return unicode(`\\p{Script=${title === 'Signwriting' ? 'SignWriting' : title}}`);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
