import { describe, expect, it } from 'vitest';
import { parseXml } from '../src/parse.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function fatalOf(text: string | Uint8Array): string {
  const result = parseXml(typeof text === 'string' ? encode(text) : text);
  return result.ok ? 'no error' : `Line=${result.fatal.line}: ${result.fatal.message}`;
}

describe('a well-formed document', () => {
  const result = parseXml(
    encode(
      '<?xml version="1.0"?>\n<a xmlns="u" xmlns:p="v"\n x="1" p:x="&lt;&#65;">\n<p:b/>t&amp;<![CDATA[<]]></a>',
    ),
  );
  if (!result.ok) throw new Error(result.fatal.message);
  const { root } = result.document;

  it('gives names with their namespaces', () => {
    expect([root.name, root.namespace, root.children[0]?.name, root.children[0]?.namespace]).toEqual([
      'a',
      'u',
      'p:b',
      'v',
    ]);
  });

  it('gives attributes with and without namespace, references resolved', () => {
    expect([root.attribute('x'), root.attribute('x', 'v'), root.attribute('y')]).toEqual([
      '1',
      '<A',
      undefined,
    ]);
  });

  it('gives the text directly inside an element, with CDATA sections', () => {
    expect(root.text().trim()).toBe('t&<');
  });

  it('gives the lines on which the start tag and the end tag end', () => {
    expect([root.line, root.endLine, root.children[0]?.line]).toEqual([3, 4, 4]);
  });

  it('knows the namespace of a prefix in scope', () => {
    const child = root.children[0];
    expect([child?.lookupNamespace('p'), child?.lookupNamespace(''), child?.lookupNamespace('q')]).toEqual([
      'v',
      'u',
      undefined,
    ]);
  });
});

describe('encodings', () => {
  it.each([
    ['UTF-8 with byte order mark', latin1('\xef\xbb\xbf<a>\xc3\xa4\xf0\x9f\x98\x80</a>'), 'ä😀'],
    ['ISO-8859-1', latin1('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe4</a>'), 'ä'],
    ['UTF-16 low byte first', latin1('\xff\xfe<\0a\0>\0\xe4\0<\0/\0a\0>\0'), 'ä'],
    ['UTF-16 high byte first', latin1('\xfe\xff\0<\0a\0>\0\xe4\0<\0/\0a\0>'), 'ä'],
    [
      'UTF-16 low byte first without byte order mark',
      latin1(
        [...'<?xml version="1.0" encoding="UTF-16"?><a>\xe4</a>']
          .map((character) => `${character}\0`)
          .join(''),
      ),
      'ä',
    ],
    [
      'UTF-16 high byte first without byte order mark',
      latin1([...'<?xml version="1.0"?><a>\xe4</a>'].map((character) => `\0${character}`).join('')),
      'ä',
    ],
    ['windows-1252', latin1('<?xml version="1.0" encoding="Windows-1252"?><a>\x80\xe4</a>'), '€ä'],
    ['ISO-8859-1 by another name', latin1('<?xml version="1.0" encoding="latin1"?><a>\xe4</a>'), 'ä'],
    ['Mac OS Roman', latin1('<?xml version="1.0" encoding="MacRoman"?><a>\x8a</a>'), 'ä'],
    ['UTF-8 with byte order mark', latin1('\xef\xbb\xbf<?xml version="1.0"?><a>\xc3\xa4</a>'), 'ä'],
    ['ISO-8859-15', latin1('<?xml version="1.0" encoding="ISO-8859-15"?><a>\xa4</a>'), '€'],
    ['Shift_JIS', latin1('<?xml version="1.0" encoding="Shift_JIS"?><a>\x93\xfa\x96\x7b</a>'), '日本'],
  ])('reads %s', (_name, bytes, text) => {
    const result = parseXml(bytes);
    expect(result.ok && result.document.root.text()).toBe(text);
  });

  it.each([
    ['\xff', 'Invalid byte 1 of 1-byte UTF-8 sequence.'],
    ['\xc3(', 'Invalid byte 2 of 2-byte UTF-8 sequence.'],
    ['\xe2(\xa1', 'Invalid byte 2 of 3-byte UTF-8 sequence.'],
    ['\xed\xa0\x80', 'Invalid byte 2 of 3-byte UTF-8 sequence.'],
    ['\xc0\x80', 'Invalid byte 1 of 1-byte UTF-8 sequence.'],
    ['\xf4\x90\x80\x80', 'High surrogate bits in UTF-8 sequence must not exceed 0x10 but found 0x11.'],
  ])('refuses invalid UTF-8 %j', (text, message) => {
    expect(fatalOf(latin1(`<a>${text}</a>`))).toBe(`Line=1: ${message}`);
  });

  it.each([
    ['<a>\n<b c="\n\xff"/></a>', 'Line=3: Invalid byte 1 of 1-byte UTF-8 sequence.'],
    ['<a>\n<!--\n\n\xff--></a>', 'Line=4: Invalid byte 1 of 1-byte UTF-8 sequence.'],
    [
      '<a>\n<b></c>\n\xff</a>',
      'Line=2: The element type "b" must be terminated by the matching end-tag "</b>".',
    ],
  ])('refuses %j where it is wrong first', (text, message) => {
    expect(fatalOf(latin1(text))).toBe(message);
  });
});

describe('an encoding that is another one than it says', () => {
  const utf16 = (text: string, order: 'low first' | 'high first'): Uint8Array =>
    latin1(
      [...text].map((character) => (order === 'low first' ? `${character}\0` : `\0${character}`)).join(''),
    );

  it.each([
    ['UTF-16 as UTF-8', utf16('<?xml version="1.0" encoding="UTF-8"?>\n<a/>', 'low first'), 2],
    [
      'UTF-16 as UTF-8, the other way',
      utf16('<?xml version="1.0" encoding="UTF-8"?>\n<a/>', 'high first'),
      1,
    ],
    ['UTF-8 as UTF-16', latin1('<?xml version="1.0" encoding="UTF-16"?><a/>'), 1],
    ['marked UTF-8 as UTF-16', latin1('\xef\xbb\xbf<?xml version="1.0" encoding="utf-16"?><a/>'), 1],
  ])('%s is refused', (_name, bytes, line) => {
    expect(fatalOf(bytes)).toBe(`Line=${line}: Content is not allowed in prolog.`);
  });

  it('ISO-8859-1 as US-ASCII is refused', () => {
    expect(fatalOf(latin1('<?xml version="1.0" encoding="US-ASCII"?><a>\xe4</a>'))).toBe(
      'Line=1: Byte "228" is not a member of the (7-bit) ASCII character set.',
    );
  });

  it('UTF-16 that ends within a character is refused', () => {
    expect(fatalOf(latin1('\xff\xfe<\0a\0/\0>'))).toBe('Line=1: Expected byte 2 of 2-byte UTF-8 sequence.');
  });

  it('UTF-16 with half of a surrogate pair is refused', () => {
    expect(fatalOf(latin1('\xff\xfe<\0a\0>\0\n\0\x00\xd8<\0/\0a\0>\0'))).toBe(
      'Line=2: An invalid XML character (Unicode: 0xd800) was found in the element content of the document.',
    );
  });
});

describe('an encoding that is not known', () => {
  it.each(['EBCDIC-CP-US', 'x-user-defined', 'utf-7'])('%s is refused', (encoding) => {
    expect(fatalOf(`<?xml version="1.0" encoding="${encoding}"?><a/>`)).toBe(
      `Line=1: The encoding "${encoding}" is not supported.`,
    );
  });
});

describe('a document that is not well-formed', () => {
  it.each([
    ['', 'Line=1: Premature end of file.'],
    ['\n\n', 'Line=3: Premature end of file.'],
    ['hello', 'Line=1: Content is not allowed in prolog.'],
    ['{"a":1}', 'Line=1: Content is not allowed in prolog.'],
    ['<a/>text', 'Line=1: Content is not allowed in trailing section.'],
    ['<a/><b/>', 'Line=1: The markup in the document following the root element must be well-formed.'],
    ['</a>', 'Line=1: The markup in the document preceding the root element must be well-formed.'],
    ['<a>\n<b></a>', 'Line=2: The element type "b" must be terminated by the matching end-tag "</b>".'],
    ['<a>\n<b/>\n', 'Line=3: XML document structures must start and end within the same entity.'],
    ['<a>\n</a\n', 'Line=3: XML document structures must start and end within the same entity.'],
    ['<a>\n</b', 'Line=2: The element type "a" must be terminated by the matching end-tag "</a>".'],
    ['<a>\n</', 'Line=2: The element type "a" must be terminated by the matching end-tag "</a>".'],
    ['<a>\n</ab>', `Line=2: The end-tag for element type "a" must end with a '>' delimiter.`],
    ['<a></a\nb="1">', `Line=2: The end-tag for element type "a" must end with a '>' delimiter.`],
    ['<a></a</b>', `Line=1: The end-tag for element type "a" must end with a '>' delimiter.`],
    ['<a><![C', 'Line=1: The content of elements must consist of well-formed character data or markup.'],
    ['<a>\n<\nb', 'Line=2: The content of elements must consist of well-formed character data or markup.'],
    ['<a><b:', 'Line=1: XML document structures must start and end within the same entity.'],
    [
      '<a xmlns:p="urn:p"><p:1b/></a>',
      'Line=1: Element or attribute "p:1b" do not match QName production: QName::=(NCName:)?NCName.',
    ],
    [
      '<a xmlns:p="urn:p" p:="1"/>',
      'Line=1: Element or attribute "p:" do not match QName production: QName::=(NCName:)?NCName.',
    ],
    [
      '<a xmlns:p="urn:p" p:b:c="1"/>',
      `Line=1: Attribute name "p:b" associated with an element type "a" must be followed by the ' = ' character.`,
    ],
    [
      '<a>\nx & y\n&#10;</a>',
      "Line=2: The entity name must immediately follow the '&' in the entity reference.",
    ],
    [
      '<a>\n<!-- & --><b c="&lt d"\ne="&#10;"/></a>',
      `Line=2: The reference to entity "lt" must end with the ';' delimiter.`,
    ],
    [
      '<a b\u0001="1"/>',
      `Line=1: Attribute name "b" associated with an element type "a" must be followed by the ' = ' character.`,
    ],
    [
      '<a b=\u0001"1"/>',
      'Line=1: Open quote is expected for attribute "b" associated with an  element type  "a".',
    ],
    ['&#65;<a/>', 'Line=1: Reference is not allowed in prolog.'],
    ['<?xml version="1.0" encoding="_x"?><a/>', 'Line=1: Invalid encoding name "_x".'],
    ['<a b="x', 'Line=1: XML document structures must start and end within the same entity.'],
    ['<a><p:b/></a>', 'Line=1: The prefix "p" for element "p:b" is not bound.'],
    ['<?xml version="1.2"?><a/>', 'Line=1: XML version "1.2" is not supported, only XML 1.0 is supported.'],
    ['<?xml version="2"?><a/>', 'Line=1: XML version "2" is not supported, only XML 1.0 is supported.'],
    ['<?xml encoding="UTF-8"?><a/>', 'Line=1: The version is required in the XML declaration.'],
    [
      '<?xml version="1.0" standalone="maybe"?><a/>',
      'Line=1: The standalone document declaration value must be "yes" or "no", not "maybe".',
    ],
    ['<?xml version="1.0" foo="x"?><a/>', 'Line=1: A pseudo attribute name is expected.'],
    [
      '<a xmlns:p=""/>',
      'Line=1: The value of the attribute "prefix="xmlns",localpart="p",rawname="xmlns:p"" is invalid. Prefixed namespace bindings may not be empty.',
    ],
    [
      '<a c="" p:b="1"/>',
      'Line=1: The prefix "p" for attribute "p:b" associated with an element type "a" is not bound.',
    ],
    [
      '<a c="1" b="<"/>',
      `Line=1: The value of attribute "b" associated with an element type "a" must not contain the '<' character.`,
    ],
    ['<a b=1/>', 'Line=1: Open quote is expected for attribute "b" associated with an  element type  "a".'],
    ['<a\nb="1"\nb="2"/>', 'Line=3: Attribute "b" was already specified for element "a".'],
    [
      '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
      'Line=1: Attribute "b" bound to namespace "u" was already specified for element "a".',
    ],
    [
      '<a b/>',
      `Line=1: Attribute name "b" associated with an element type "a" must be followed by the ' = ' character.`,
    ],
    [
      '<a b="1"c="2"/>',
      'Line=1: Element type "a" must be followed by either attribute specifications, ">" or "/>".',
    ],
    ['<a>&foo;</a>', 'Line=1: The entity "foo" was referenced, but not declared.'],
    ['<a>& b</a>', "Line=1: The entity name must immediately follow the '&' in the entity reference."],
    ['<a>\n&lt</a>', `Line=2: The reference to entity "lt" must end with the ';' delimiter.`],
    ['<a>&#0;</a>', 'Line=1: Character reference "&#0" is an invalid XML character.'],
    [
      '<a>\u0001</a>',
      'Line=1: An invalid XML character (Unicode: 0x1) was found in the element content of the document.',
    ],
    ['<a><!-- -- --></a>', 'Line=1: The string "--" is not permitted within comments.'],
  ])('%j is refused in the words of Xerces', (text, message) => {
    expect(fatalOf(text)).toBe(message);
  });
});

describe('hostile input', () => {
  it('refuses a DOCTYPE before any entity is looked at', () => {
    const lines = ['<!ENTITY l0 "lol">'];
    for (let i = 1; i < 10; i++) lines.push(`<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`);
    expect(fatalOf(`<!DOCTYPE a [${lines.join('')}]><a>&l9;</a>`)).toMatch(/^Line=1: DOCTYPE is disallowed/);
    expect(fatalOf('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toMatch(/^Line=1: DOCTYPE is disallowed/);
  });

  it('limits the depth', () => {
    expect(fatalOf('<a>'.repeat(100_000))).toBe('Line=1: Elements are nested deeper than 512 levels.');
    expect(fatalOf('<a>'.repeat(512) + '</a>'.repeat(512))).toBe('no error');
  });

  it('limits the attributes of an element', () => {
    const attributes = Array.from({ length: 10_001 }, (_, i) => `a${i}=""`).join(' ');
    expect(fatalOf(`<a ${attributes}/>`)).toBe('Line=1: Element "a" has more than 10000 attributes.');
  });

  it('limits the size', () => {
    expect(fatalOf(new Uint8Array(16 * 1024 * 1024 + 1))).toBe(
      'Line=1: The document is larger than 16777216 bytes.',
    );
  });

  it('takes attributes named like members of Object', () => {
    const result = parseXml(encode('<a __proto__="1" constructor="2"/>'));
    expect(result.ok && result.document.root.attribute('__proto__')).toBe('1');
  });

  it('answers every prefix of a document with an error, never an exception', () => {
    const bytes = encode(
      '<?xml version="1.0"?>\n<a b="ä&amp;" xmlns:p="u"><!-- c --><p:b/><![CDATA[x]]>&#65;t</a>',
    );
    for (let length = 0; length < bytes.length; length++) {
      expect(parseXml(bytes.subarray(0, length)).ok).toBe(false);
    }
  });
});
