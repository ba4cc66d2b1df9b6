// The simple types of XML Schema (part 2) that BPMN and DMN use. Messages are those of Xerces.
import type { XmlElement } from '../document.js';
import { NC_NAME } from '../names.js';
import { isUriReference } from './uri-reference.js';

export type SimpleTypeName =
  | 'string'
  | 'anyURI'
  | 'boolean'
  | 'integer'
  | 'int'
  | 'unsignedByte'
  | 'double'
  | 'ID'
  | 'IDREF'
  | 'NCName'
  | 'QName';

export type SimpleType =
  | { readonly kind: 'built-in'; readonly name: SimpleTypeName }
  | { readonly kind: 'enumeration'; readonly name: string; readonly values: readonly string[] }
  /** anyURI, or one of some names that are none. */
  | { readonly kind: 'uri-or-name'; readonly name: string; readonly names: readonly string[] };

const NAMES: ReadonlySet<string> = new Set<SimpleTypeName>([
  'string',
  'anyURI',
  'boolean',
  'integer',
  'int',
  'unsignedByte',
  'double',
  'ID',
  'IDREF',
  'NCName',
  'QName',
]);

export function isSimpleTypeName(name: string): name is SimpleTypeName {
  return NAMES.has(name);
}

const DOUBLE = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/;
const INTEGER = /^[+-]?\d+$/;

/** The value of an attribute as the type sees it: all types but string ignore white space around it. */
export function normalize(type: SimpleType, text: string): string {
  return isString(type) ? text : trimmed(text);
}

/** The content of an element: white space inside of it is one blank, for all types but string. */
export function collapsed(type: SimpleType, text: string): string {
  return isString(type) ? text : text.replace(/[\t\n\r ]+/g, ' ');
}

function isString(type: SimpleType): boolean {
  return type.kind === 'enumeration' || (type.kind === 'built-in' && type.name === 'string');
}

function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start++;
  while (start < end && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x9 || code === 0xa || code === 0xd;
}

/** What is wrong with a normalized value; undefined if nothing is. `context` gives meaning to prefixes. */
export function checkValue(type: SimpleType, value: string, context: XmlElement): string | undefined {
  if (type.kind === 'enumeration') {
    if (type.values.includes(value)) return undefined;
    return `cvc-enumeration-valid: Value '${value}' is not facet-valid with respect to enumeration '[${type.values.join(', ')}]'. It must be a value from the enumeration.`;
  }
  if (type.kind === 'uri-or-name') {
    if (type.names.includes(value) || isUriReference(value)) return undefined;
    return `cvc-datatype-valid.1.2.3: '${value}' is not a valid value of union type '${type.name}'.`;
  }
  switch (type.name) {
    case 'string':
      return undefined;
    case 'anyURI':
      return isUriReference(value) ? undefined : invalid(value, 'anyURI');
    case 'boolean':
      return ['true', 'false', '1', '0'].includes(value) ? undefined : invalid(value, 'boolean');
    case 'integer':
      return INTEGER.test(value) ? undefined : invalid(value, 'integer');
    case 'int':
      return INTEGER.test(value) ? outsideOfInt(value) : invalid(value, 'integer');
    case 'unsignedByte':
      return INTEGER.test(value) && Number(value) >= 0 && Number(value) <= 255
        ? undefined
        : invalid(value, 'unsignedByte');
    case 'double':
      return DOUBLE.test(value) ? undefined : invalid(value, 'double');
    case 'ID':
    case 'IDREF':
    case 'NCName':
      return NC_NAME.test(value) ? undefined : invalid(value, 'NCName');
    case 'QName':
      return checkQName(value, context);
  }
}

const SMALLEST_INT = -(2 ** 31);
const LARGEST_INT = 2 ** 31 - 1;

function outsideOfInt(value: string): string | undefined {
  const outside = (bound: string, limit: number): string =>
    `cvc-${bound}-valid: Value '${value}' is not facet-valid with respect to ${bound} '${limit}' for type 'int'.`;
  if (Number(value) > LARGEST_INT) return outside('maxInclusive', LARGEST_INT);
  return Number(value) < SMALLEST_INT ? outside('minInclusive', SMALLEST_INT) : undefined;
}

function checkQName(value: string, context: XmlElement): string | undefined {
  const parts = value.split(':');
  if (parts.length > 2 || !parts.every((part) => NC_NAME.test(part))) return invalid(value, 'QName');
  const [prefix = ''] = parts;
  if (parts.length === 2 && context.lookupNamespace(prefix) === undefined) {
    return `UndeclaredPrefix: Cannot resolve '${value}' as a QName: the prefix '${prefix}' is not declared.`;
  }
  return undefined;
}

function invalid(value: string, typeName: string): string {
  return `cvc-datatype-valid.1.2.1: '${value}' is not a valid value for '${typeName}'.`;
}
