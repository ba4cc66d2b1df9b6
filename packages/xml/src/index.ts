// Strict XML reading with positions, and validation against schema tables.
export type { XmlAttribute, XmlDocument, XmlElement } from './document.js';
export { XSI_NAMESPACE } from './document.js';
export type { Fatal } from './fatal.js';
export { parseXml, type XmlParseResult } from './parse.js';
export { defineSchema, type NamespaceTable, type Schema, type TypeEntry } from './schema/schema.js';
export type { SchemaViolation } from './schema/content-violations.js';
export { validate } from './schema/validate.js';
export { readXml, type XmlProblem, type XmlReadResult } from './read-xml.js';
