// Strict XML reading with positions.
export type { XmlAttribute, XmlDocument, XmlElement } from './document.js';
export { XML_NAMESPACE, XMLNS_NAMESPACE, XSI_NAMESPACE } from './document.js';
export type { Fatal } from './fatal.js';
export { XML_LIMITS } from './limits.js';
export { parseXml, type XmlParseResult } from './parse.js';
