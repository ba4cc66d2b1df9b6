// Strict XML 1.0 with namespaces: bytes to a tree, or the first violation.
//
// Invariants:
//  1. Nothing outside the document is read: a DOCTYPE is refused, so there are no entities to resolve.
//  2. Never an exception: whatever the bytes are, the result is a document or a fatal error.
import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { unsupportedVersion } from './broken-declaration.js';
import { decode, type Decoded } from './decode.js';
import type { XmlAttribute, XmlDocument } from './document.js';
import { describeViolation, type Fatal } from './fatal.js';
import { XML_LIMIT_MESSAGES, XML_LIMITS } from './limits.js';
import { nameProblem } from './names.js';
import { TreeElement } from './tree.js';

export type XmlParseResult =
  | { readonly ok: true; readonly document: XmlDocument }
  | {
      readonly ok: false;
      readonly fatal: Fatal;
      /** What was read before the violation, if the root element was reached. */
      readonly rest: XmlDocument | undefined;
    };

/** Ends the parse at the first violation; saxes would go on. */
class NotWellFormed extends Error {
  constructor(readonly fatal: Fatal) {
    super(fatal.message);
  }
}

/** The tree while it grows. */
interface Tree {
  root: TreeElement | undefined;
}

const DOCTYPE_REFUSED =
  'DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.';

const SUPPORTED_VERSIONS: ReadonlySet<string> = new Set(['1.0', '1.1']);

/**
 * Parses a document. The error has the line (from 1) and the wording of Xerces, the parser of the reference
 * (BPMN rejections quote it).
 */
export function parseXml(bytes: Uint8Array): XmlParseResult {
  if (bytes.length > XML_LIMITS.maxDocumentBytes) {
    return { ok: false, fatal: { line: 1, message: XML_LIMIT_MESSAGES.documentBytes }, rest: undefined };
  }
  const tree: Tree = { root: undefined };
  try {
    return { ok: true, document: { root: parseText(decode(bytes), tree) } };
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    return { ok: false, fatal: error.fatal, rest: tree.root && { root: tree.root } };
  }
}

/** What can be decoded is parsed first: it may be wrong before the place that cannot. */
function parseText(decoded: Decoded, tree: Tree): TreeElement {
  const source = decoded.ok ? decoded.text : decoded.readable;
  const parser = new SaxesParser({ xmlns: true, position: true });
  let open: TreeElement | undefined;
  let lastClosed: TreeElement | undefined;
  let depth = 0;
  let startTag: { name: string; position: number; attributeNames: string[] } | undefined;

  parser.on('error', (error) => {
    const finding = error.message.replace(/^\d+:\d+: /, '');
    // saxes closes the innermost element before it says that the end tag is another's.
    const isMismatch = finding === 'unexpected close tag.';
    if (isMismatch) lastClosed?.reopen();
    throw new NotWellFormed(
      describeViolation({
        finding,
        source,
        position: parser.position,
        openElement: isMismatch ? lastClosed?.name : open?.name,
        rootClosed: tree.root !== undefined && open === undefined,
        startTag,
      }),
    );
  });
  parser.on('xmldecl', ({ version = '' }) => {
    if (SUPPORTED_VERSIONS.has(version)) return;
    throw new NotWellFormed({ line: parser.line, message: unsupportedVersion(version) });
  });
  parser.on('doctype', () => {
    throw new NotWellFormed({ line: parser.line, message: DOCTYPE_REFUSED });
  });
  const checkName = (name: string, element?: string): void => {
    const problem = nameProblem(name, element);
    if (problem !== undefined) throw new NotWellFormed({ line: parser.line, message: problem });
  };
  parser.on('opentagstart', (tag) => {
    checkName(tag.name);
    startTag = { name: tag.name, position: parser.position - 1, attributeNames: [] };
  });
  parser.on('attribute', (attribute) => {
    if (startTag === undefined) return;
    checkName(attribute.name, startTag.name);
    startTag.attributeNames.push(attribute.name);
    if (startTag.attributeNames.length > XML_LIMITS.maxAttributes) {
      throw new NotWellFormed({ line: parser.line, message: XML_LIMIT_MESSAGES.attributes(startTag.name) });
    }
  });
  parser.on('opentag', (tag) => {
    startTag = undefined;
    depth++;
    if (depth > XML_LIMITS.maxDepth) {
      throw new NotWellFormed({ line: parser.line, message: XML_LIMIT_MESSAGES.depth });
    }
    const attributes = Object.values(tag.attributes).map(toAttribute);
    const name = { name: tag.name, prefix: tag.prefix, localName: tag.local, namespace: tag.uri };
    open = new TreeElement(name, attributes, open, parser.line);
    tree.root ??= open;
  });
  parser.on('closetag', () => {
    if (open === undefined) return;
    depth--;
    open.close(parser.line);
    lastClosed = open;
    open = open.parent;
  });
  const appendText = (text: string): void => open?.appendText(text);
  parser.on('text', appendText);
  parser.on('cdata', appendText);

  parser.write(source);
  if (!decoded.ok) throw new NotWellFormed({ line: parser.line, message: decoded.message });
  parser.close();
  if (tree.root === undefined) throw new NotWellFormed({ line: 1, message: 'Premature end of file.' });
  return tree.root;
}

function toAttribute(attribute: SaxesAttributeNS): XmlAttribute {
  return {
    name: attribute.name,
    prefix: attribute.prefix,
    localName: attribute.local,
    namespace: attribute.uri,
    value: attribute.value,
  };
}
