// The tree of a parsed document: what a reader of BPMN or DMN walks.
//
// Invariants:
//  1. The tree is complete: every element and attribute of the document, as written, in document order.
//  2. Text is what the document says after entity and end-of-line handling; it is never trimmed here.

export interface XmlDocument {
  readonly root: XmlElement;
}

export interface XmlAttribute {
  /** The name as written, with its prefix. */
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  /** Empty for attributes without prefix: the default namespace does not apply to attributes. */
  readonly namespace: string;
  readonly value: string;
}

export interface XmlElement {
  /** The name as written, with its prefix. */
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  /** Empty if the element is in no namespace. */
  readonly namespace: string;
  /** In document order, namespace declarations (`xmlns…`) included. */
  readonly attributes: readonly XmlAttribute[];
  readonly parent: XmlElement | undefined;
  readonly children: readonly XmlElement[];
  /** Line (from 1) on which the start tag ends: the line that XML parsers report for an element. */
  readonly line: number;
  /** Line on which the end tag ends. */
  readonly endLine: number;
  /** False only in the rest of a document that is not well-formed: its end tag was not reached. */
  readonly isClosed: boolean;
  /** The value of an attribute; without a namespace: of the attribute without prefix. */
  attribute(localName: string, namespace?: string): string | undefined;
  /** The character data directly inside the element; that of child elements is not included. */
  text(): string;
  /** The namespace that a prefix stands for here ('' is the default namespace); undefined if not bound. */
  lookupNamespace(prefix: string): string | undefined;
}

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
