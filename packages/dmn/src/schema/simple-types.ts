// Values of attributes and text elements against the simple types of XML Schema (part 2) that DMN uses.
import type { XmlElement } from '@grevy/xml';
import type { SimpleType } from './element-type.js';

// Letters beyond ASCII are all taken as name characters: the XML parser has refused what no name may hold.
const NCNAME = /^[A-Za-z_\u00C0-\uFFFD][-.\w\u00B7-\uFFFD]*$/;
const DOUBLE = /^([-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|-?INF|NaN)$/;
const INTEGER = /^[-+]?\d+$/;
const BOOLEANS = ['true', 'false', '1', '0'];

/** Whether `value` is of the type; `element` is where it stands (prefixes are looked up there). */
export function conforms(value: string, type: SimpleType, element: XmlElement): boolean {
  if (typeof type !== 'string') return type.includes(value);
  switch (type) {
    case 'string':
      return true;
    case 'id':
    case 'idref':
      return NCNAME.test(collapse(value));
    case 'qname':
      return isQualifiedName(collapse(value), element);
    case 'boolean':
      return BOOLEANS.includes(collapse(value));
    case 'double':
      return DOUBLE.test(collapse(value));
    case 'byte': {
      const text = collapse(value);
      return INTEGER.test(text) && Number(text) >= 0 && Number(text) <= 255;
    }
  }
}

/** White space as the schema sees it for everything but strings: runs are one blank, none at the ends. */
export function collapse(value: string): string {
  return value.replace(/[\t\n\r ]+/g, ' ').replace(/^ | $/g, '');
}

function isQualifiedName(name: string, element: XmlElement): boolean {
  const colon = name.indexOf(':');
  if (colon < 0) return NCNAME.test(name);
  const prefix = name.slice(0, colon);
  return (
    NCNAME.test(prefix) && NCNAME.test(name.slice(colon + 1)) && element.lookupNamespace(prefix) !== undefined
  );
}
