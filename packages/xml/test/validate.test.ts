import { describe, expect, it } from 'vitest';
import { parseXml } from '../src/parse.js';
import { defineSchema } from '../src/schema/schema.js';
import { validate } from '../src/schema/validate.js';

const schema = defineSchema({
  u: {
    namespace: 'urn:u',
    elements: { library: 'tLibrary', item: 'tItem', note: 'tNote' },
    substitutions: { item: { book: 'tBook', film: 'tFilm', mark: 'tMark' } },
    types: {
      tLibrary: {
        attributes: 'name:string! kind:Kind',
        anyAttribute: true,
        content: 'note*, item+, place=tNote?',
      },
      tItem: { abstract: true, attributes: 'id:ID see:IDREF', content: 'note?' },
      tBook: {
        base: 'tItem',
        attributes: 'pages:int lent:boolean home:anyURI publisher:Publisher language:QName',
        content: 'isbn=NCName?, (a=tNote | b=tNote)*',
      },
      tFilm: { base: 'tItem', content: 'scene=tNote, scene=tNote+' },
      tNote: { mixed: true, content: '##other*' },
      tMark: {},
    },
    enumerations: { Kind: ['public', 'private'] },
    uriOrNames: { Publisher: ['##none'] },
  },
});

/** The first violation of a library with this content. */
function check(content: string, attributes = ' name="n"'): string {
  const text = `<u:library xmlns:u="urn:u" xmlns:v="urn:v" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${attributes}>\n${content}\n</u:library>`;
  const parsed = parseXml(new TextEncoder().encode(text));
  if (!parsed.ok) throw new Error(parsed.fatal.message);
  const violation = validate(parsed.document, schema);
  return violation === undefined ? 'valid' : `${violation.line}: ${violation.message}`;
}

describe('a valid document', () => {
  it.each([
    ['<u:book/>'],
    [
      '<u:note/><u:book id="a" see="b" pages="3" lent="1"/><u:film id="b"><u:scene/><u:scene/><u:scene/></u:film>',
    ],
    ['<u:book><u:note>text <v:bold/> text</u:note><u:isbn> x </u:isbn><u:b/><u:a/><u:b/></u:book>'],
    ['<u:item xsi:type="u:tBook" pages="1"/>'],
    ['<u:book publisher=" ##none "/><u:book publisher="urn:p"/>'],
    ['<u:book language="xmlns:a"/>'],
    ['<u:book><u:note><v:x xsi:nil="true"/></u:note></u:book>'],
  ])('%s', (content) => {
    expect(check(content)).toBe('valid');
  });

  it('may have attributes of other namespaces where the type allows them', () => {
    expect(check('<u:book/>', ' name="n" v:x="1"')).toBe('valid');
    expect(check('<u:book v:x="1"/>')).toBe(
      "2: cvc-complex-type.3.2.2: Attribute 'v:x' is not allowed to appear in element 'u:book'.",
    );
  });
});

describe('the first violation', () => {
  it.each([
    ['<u:book pages="x"/>', "2: cvc-datatype-valid.1.2.1: 'x' is not a valid value for 'integer'."],
    ['<u:book lent="yes"/>', "2: cvc-datatype-valid.1.2.1: 'yes' is not a valid value for 'boolean'."],
    ['<u:book id="1p"/>', "2: cvc-datatype-valid.1.2.1: '1p' is not a valid value for 'NCName'."],
    ['<u:book id=""/>', "2: cvc-datatype-valid.1.2.1: '' is not a valid value for 'NCName'."],
    ['<u:book id="a"/>\n<u:book id="a"/>', "3: cvc-id.2: There are multiple occurrences of ID value 'a'."],
    ['<u:book see="a"/>', "3: cvc-id.1: There is no ID/IDREF binding for IDREF 'a'."],
    [
      '<u:book foo=""/>',
      "2: cvc-complex-type.3.2.2: Attribute 'foo' is not allowed to appear in element 'u:book'.",
    ],
    [
      '<u:book pages="2147483648"/>',
      "2: cvc-maxInclusive-valid: Value '2147483648' is not facet-valid with respect to maxInclusive '2147483647' for type 'int'.",
    ],
    [
      '<u:book pages="-2147483649"/>',
      "2: cvc-minInclusive-valid: Value '-2147483649' is not facet-valid with respect to minInclusive '-2147483648' for type 'int'.",
    ],
    ['<u:book id=" a&#10;b "/>', "2: cvc-datatype-valid.1.2.1: 'a\nb' is not a valid value for 'NCName'."],
    [
      '<u:book><u:isbn>a <u:book pages="x"/></u:isbn></u:book>',
      "2: cvc-datatype-valid.1.2.1: 'x' is not a valid value for 'integer'.",
    ],
    [
      '<u:book><u:isbn>a <u:book/></u:isbn></u:book>',
      "2: cvc-type.3.1.2: Element 'u:isbn' is a simple type, so it must have no element information item [children].",
    ],
    [
      '<u:book><u:isbn xsi:type="u:tBook">a</u:isbn></u:book>',
      "2: cvc-elt.4.3: Type 'u:tBook' is not validly derived from the type definition, 'NCName', of element 'u:isbn'.",
    ],
    [
      '<u:book><u:isbn>a  b</u:isbn></u:book>',
      "2: cvc-datatype-valid.1.2.1: 'a b' is not a valid value for 'NCName'.",
    ],
    [
      '<u:book publisher="##some"/>',
      "2: cvc-datatype-valid.1.2.3: '##some' is not a valid value of union type 'Publisher'.",
    ],
    [
      '<u:book xsi:nil="false" foo=""/>',
      "2: cvc-elt.3.1: Attribute 'http://www.w3.org/2001/XMLSchema-instance,nil' must not appear on element 'u:book', because the {nillable} property of 'u:book' is false.",
    ],
    ['<u:item xsi:nil="true"/>', '2: cvc-type.2: The type definition cannot be abstract for element u:item.'],
    ['<u:item/>', '2: cvc-type.2: The type definition cannot be abstract for element u:item.'],
    [
      '<u:item xsi:type="u:tX"/>',
      "2: cvc-elt.4.2: Cannot resolve 'u:tX' to a type definition for element 'u:item'.",
    ],
    [
      '<u:item xsi:type="u:tNote"/>',
      "2: cvc-elt.4.3: Type 'u:tNote' is not validly derived from the type definition, 'tItem', of element 'u:item'.",
    ],
    [
      '<u:book/><u:note/>',
      `2: cvc-complex-type.2.4.a: Invalid content was found starting with element '{"urn:u":note}'. One of '{"urn:u":item, "urn:u":place}' is expected.`,
    ],
    [
      '<u:book><u:isbn>a</u:isbn><u:isbn>a</u:isbn></u:book>',
      `2: cvc-complex-type.2.4.a: Invalid content was found starting with element '{"urn:u":isbn}'. One of '{"urn:u":a, "urn:u":b}' is expected.`,
    ],
    [
      '<u:note/>',
      `3: cvc-complex-type.2.4.b: The content of element 'u:library' is not complete. One of '{"urn:u":note, "urn:u":item}' is expected.`,
    ],
    [
      '<u:film><u:scene/></u:film>',
      `2: cvc-complex-type.2.4.i: The content of element 'u:film' is not complete. '"urn:u":scene' is expected to occur a minimum of '2' times. One more instance is required to satisfy this constraint.`,
    ],
    [
      '<u:book>text</u:book>',
      "2: cvc-complex-type.2.3: Element 'u:book' cannot have character [children], because the type's content type is element-only.",
    ],
    [
      '<u:mark> </u:mark>',
      "2: cvc-complex-type.2.1: Element 'u:mark' must have no character or element information item [children], because the type's content type is empty.",
    ],
    [
      '<u:book><u:note><u:book/></u:note></u:book>',
      `2: cvc-complex-type.2.4.a: Invalid content was found starting with element '{"urn:u":book}'. One of '{WC[##other:"urn:u"]}' is expected.`,
    ],
    [
      '<u:book><u:note><v:x><u:book pages="x"/></v:x></u:note></u:book>',
      "2: cvc-datatype-valid.1.2.1: 'x' is not a valid value for 'integer'.",
    ],
  ])('of %s', (content, message) => {
    expect(check(content)).toBe(message);
  });

  it('of the root element is found before that of its content', () => {
    expect(check('<u:book pages="x"/>', '')).toBe(
      "1: cvc-complex-type.4: Attribute 'name' must appear on element 'u:library'.",
    );
    expect(check('<u:book/>', ' name="n" kind="x"')).toBe(
      "1: cvc-enumeration-valid: Value 'x' is not facet-valid with respect to enumeration '[public, private]'. It must be a value from the enumeration.",
    );
  });

  it('is an unknown root element', () => {
    const parsed = parseXml(new TextEncoder().encode('<u:shelf xmlns:u="urn:u"/>'));
    expect(parsed.ok && validate(parsed.document, schema)).toEqual({
      line: 1,
      message: "cvc-elt.1.a: Cannot find the declaration of element 'u:shelf'.",
    });
  });

  it('of several dangling references is the one that comes first in a hash set', () => {
    expect(check('<u:book see="x"/><u:book see="a"/>')).toBe(
      "3: cvc-id.1: There is no ID/IDREF binding for IDREF 'a'.",
    );
  });
});
