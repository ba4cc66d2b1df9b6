import { describe, expect, it } from 'vitest';
import { readXml } from '../src/read-xml.js';
import { defineSchema } from '../src/schema/schema.js';

const schema = defineSchema({
  u: {
    namespace: 'urn:u',
    elements: { list: 'tList', item: 'tItem' },
    types: {
      tList: { content: 'item+' },
      tItem: { attributes: 'id:ID! see:IDREF' },
    },
  },
});

function problemOf(content: string): string {
  const result = readXml(new TextEncoder().encode(`<list xmlns="urn:u">\n${content}`), schema);
  return result.ok ? 'none' : `${result.problem.severity} ${result.problem.line}: ${result.problem.message}`;
}

describe('the first problem of a document', () => {
  it('is none in a valid one', () => {
    expect(problemOf('<item id="a"/></list>')).toBe('none');
  });

  it('is a schema violation that stands before the malformed place', () => {
    expect(problemOf('<item/>\n<item></list>')).toBe(
      "error 2: cvc-complex-type.4: Attribute 'id' must appear on element 'item'.",
    );
  });

  it('is the malformed place if what stands before it is valid so far', () => {
    expect(problemOf('<item id="a" see="b"/>\n<item id="c"></list>')).toBe(
      'fatal 3: The element type "item" must be terminated by the matching end-tag "</item>".',
    );
  });

  it('is not what is still missing where the document breaks off', () => {
    expect(problemOf('')).toBe('fatal 2: XML document structures must start and end within the same entity.');
    expect(problemOf('text')).toBe(
      'fatal 2: XML document structures must start and end within the same entity.',
    );
  });
});
