// Every limit of the XML reader, with the message that is reported when it is reached.

export const XML_LIMITS = {
  /** Largest document in bytes. The protocol's own message limit is far below it. */
  maxDocumentBytes: 16 * 1024 * 1024,
  /** Deepest nesting of elements, the root being level 1. Everything that walks the tree may recurse. */
  maxDepth: 512,
  /** Most attributes (namespace declarations included) of one element. */
  maxAttributes: 10_000,
} as const;

export const XML_LIMIT_MESSAGES = {
  documentBytes: `The document is larger than ${XML_LIMITS.maxDocumentBytes} bytes.`,
  depth: `Elements are nested deeper than ${XML_LIMITS.maxDepth} levels.`,
  attributes: (element: string) =>
    `Element "${element}" has more than ${XML_LIMITS.maxAttributes} attributes.`,
} as const;
