// What is wrong with a document that is not well-formed, in the words of Xerces, the parser of the reference:
// clients and tests know those texts. saxes finds the violation; the names in the message are read from the
// source text around the place.
import { declarationProblem } from './broken-declaration.js';
import { firstBrokenReference } from './broken-reference.js';
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './document.js';
import { attributeNotFollowed, elementNotFollowed } from './names.js';

/** Where the parser stood when it found a violation. */
export interface Violation {
  /** What saxes said. */
  readonly finding: string;
  readonly source: string;
  /** Offset behind the last character that was read. */
  readonly position: number;
  /** Name of the innermost element that is open; undefined outside the root. */
  readonly openElement: string | undefined;
  readonly rootClosed: boolean;
  /** The start tag that is being read, if one is. */
  readonly startTag: StartTagInProgress | undefined;
}

export interface StartTagInProgress {
  readonly name: string;
  /** Offset behind the element name. */
  readonly position: number;
  readonly attributeNames: readonly string[];
}

export interface Fatal {
  readonly line: number;
  readonly message: string;
}

const XML_DECLARATION =
  /^(?:expected one of |expected the name |whitespace required\.|did not expect any more name|version number |encoding value |standalone value |XML declaration )/;
const MALFORMED_CONTENT = 'The content of elements must consist of well-formed character data or markup.';
const TRUNCATED = 'XML document structures must start and end within the same entity.';

/** Translates a violation found by saxes. */
export function describeViolation(violation: Violation): Fatal {
  const { source } = violation;
  const broken = brokenReference(violation) ?? brokenEndTag(violation) ?? brokenMarkup(violation);
  if (broken !== undefined) return { line: lineAt(source, broken.start), message: broken.message };
  return { line: lineAt(source, placeOf(violation)), message: message(violation) };
}

interface BrokenPlace {
  readonly start: number;
  readonly message: string;
}

function brokenReference(violation: Violation): BrokenPlace | undefined {
  return violation.finding.includes('entity') || isTruncated(violation)
    ? firstBrokenReference(violation.source)
    : undefined;
}

/** The end tag that is being read, if it is not that of the open element or does not end after the name. */
function brokenEndTag(violation: Violation): BrokenPlace | undefined {
  const { source, position, openElement, startTag } = violation;
  if (openElement === undefined || startTag !== undefined || isInsideVerbatim(violation)) return undefined;
  const start = source.lastIndexOf('</', position - 2);
  const read = source.slice(start, isTruncated(violation) ? source.length : position - 1);
  if (start < 0 || read.includes('>')) return undefined;
  const end = start + 2 + openElement.length;
  if (source.slice(start + 2, end) !== openElement) {
    return {
      start,
      message: `The element type "${openElement}" must be terminated by the matching end-tag "</${openElement}>".`,
    };
  }
  const delimiter = source.slice(end).search(/\S/);
  if (delimiter < 0 || source[end + delimiter] === '>') return undefined;
  return {
    start: end + delimiter,
    message: `The end-tag for element type "${openElement}" must end with a '>' delimiter.`,
  };
}

/** The document ends in a `<!` in the content of an element that begins neither a comment nor a CDATA section. */
function brokenMarkup(violation: Violation): BrokenPlace | undefined {
  const { source, openElement, startTag } = violation;
  if (openElement === undefined || startTag !== undefined || !isTruncated(violation)) return undefined;
  const start = source.lastIndexOf('<');
  const isBroken = /^<!(?!-?$|--|\[CDATA\[)/.test(source.slice(start, start + '<![CDATA['.length));
  return isBroken && !isInsideVerbatim(violation) ? { start, message: MALFORMED_CONTENT } : undefined;
}

function isTruncated({ finding }: Violation): boolean {
  return finding.startsWith('unclosed tag') || finding === 'unexpected end.';
}

function message(violation: Violation): string {
  const { finding, startTag } = violation;
  if (isTruncated(violation)) return TRUNCATED;
  if (XML_DECLARATION.test(finding)) return declarationProblem(finding, violation.source);
  if (finding.startsWith('duplicate attribute: ')) return duplicateAttribute(finding, startTag);
  if (finding.startsWith('unbound namespace prefix: ')) return unboundPrefix(finding, startTag);
  if (finding.startsWith('malformed name: ')) return malformedName(finding, startTag);
  switch (finding) {
    case 'document must contain a root element.':
      return isInsideMarkup(violation) ? TRUNCATED : 'Premature end of file.';
    case 'text data outside of root node.':
      if (violation.rootClosed) return 'Content is not allowed in trailing section.';
      return violation.source[startOfPrologText(violation.source)] === '&'
        ? 'Reference is not allowed in prolog.'
        : 'Content is not allowed in prolog.';
    case 'documents may contain only one root.':
    case 'disallowed character in tag name':
    case 'incorrect syntax.':
      return misplacedMarkup(violation);
    case 'disallowed character in tag name.':
    case 'forward-slash in opening tag not followed by >.':
    case 'no whitespace between attributes.':
      return elementNotFollowed(startTag?.name ?? '');
    case 'disallowed character in attribute name.':
      return afterAttributeName(violation);
    case 'attribute without value.':
      return attributeNotFollowed(attributeInProgress(violation), startTag?.name ?? '');
    case 'unquoted attribute value.':
      return quoteExpected(violation);
    case 'disallowed character.':
      return disallowedCharacter(violation);
    case 'unexpected close tag.':
    case 'disallowed character in closing tag.':
    case 'weird empty close tag.':
      return misplacedMarkup(violation);
    case 'malformed comment.':
      return 'The string "--" is not permitted within comments.';
    case 'the string "]]>" is disallowed in char data.':
      return 'The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.';
    case 'processing instruction without a target.':
    case 'disallowed character in processing instruction name.':
      return 'The processing instruction must begin with the name of the target.';
    case 'an XML declaration must be at the start of the document.':
    case 'the XML declaration must appear at the start of the document.':
      return 'The processing instruction target matching "[xX][mM][lL]" is not allowed.';
    case `xmlns prefix must be bound to ${XMLNS_NAMESPACE}.`:
    case `the default namespace may not be set to ${XMLNS_NAMESPACE}.`:
      return reservedPrefix('xmlns', 'any namespace explicitly', 'any prefix explicitly');
    case `xml prefix must be bound to ${XML_NAMESPACE}.`:
    case `the default namespace may not be set to ${XML_NAMESPACE}.`:
    case 'may not assign the xml namespace to another prefix.':
      return reservedPrefix(
        'xml',
        'any namespace other than its usual namespace',
        'any prefix other than "xml"',
      );
    case 'tags may not have "xmlns" as prefix.':
      return `Element "${startTag?.name ?? ''}" cannot have "xmlns" as its prefix.`;
    case 'invalid attempt to undefine prefix in XML 1.0':
      return emptyNamespace(violation);
    default:
      if (finding.startsWith('unmatched closing tag')) return misplacedMarkup(violation);
      return finding.charAt(0).toUpperCase() + finding.slice(1);
  }
}

function reservedPrefix(prefix: string, namespaces: string, prefixes: string): string {
  return `The prefix "${prefix}" cannot be bound to ${namespaces}; neither can the namespace for "${prefix}" be bound to ${prefixes}.`;
}

function lineAt(source: string, position: number): number {
  let line = 1;
  for (let i = 0; i < position && i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 10 || (code === 13 && source.charCodeAt(i + 1) !== 10)) line++;
  }
  return line;
}

function isInsideMarkup(violation: Violation): boolean {
  const { source } = violation;
  return isInsideVerbatim(violation) || source.lastIndexOf('<') > source.lastIndexOf('>');
}

/** The document ends in a comment or in a CDATA section. */
function isInsideVerbatim({ source }: Violation): boolean {
  return (
    source.lastIndexOf('<!--') > source.lastIndexOf('-->') ||
    source.lastIndexOf('<![CDATA[') > source.lastIndexOf(']]>')
  );
}

/** Where the reference says that the violation is. */
function placeOf(violation: Violation): number {
  const { finding, source, position, startTag, rootClosed } = violation;
  if (finding === 'text data outside of root node.') {
    return rootClosed ? startOfTrailingText(violation) : startOfPrologText(source);
  }
  if (finding === 'disallowed character in tag name') return source.lastIndexOf('<', position - 1);
  const isTruncated = message(violation) === TRUNCATED;
  const isUnfinished = isTruncated && (startTag !== undefined || isInsideVerbatim(violation));
  // A line feed that ends the document inside of markup is not counted.
  return isUnfinished && source.endsWith('\n') ? source.length - 1 : position;
}

function startOfPrologText(source: string): number {
  const markup = /\s+|<\?[^]*?\?>|<!--[^]*?-->/y;
  let end = 0;
  while (markup.test(source)) end = markup.lastIndex;
  return end;
}

function startOfTrailingText({ source, position }: Violation): number {
  const start = source.lastIndexOf('>', position - 1) + 1;
  return start + (/^\s*/.exec(source.slice(start, position))?.[0].length ?? 0);
}

function misplacedMarkup({ rootClosed, openElement }: Violation): string {
  if (openElement !== undefined) {
    return MALFORMED_CONTENT;
  }
  return `The markup in the document ${rootClosed ? 'following' : 'preceding'} the root element must be well-formed.`;
}

function emptyNamespace({ source, position, startTag }: Violation): string {
  const written = source.slice(startTag?.position ?? position, position);
  const prefix = /\sxmlns:([^\s=]+)\s*=\s*(?:""|'')/.exec(written)?.[1] ?? '';
  return `The value of the attribute "prefix="xmlns",localpart="${prefix}",rawname="xmlns:${prefix}"" is invalid. Prefixed namespace bindings may not be empty.`;
}

function duplicateAttribute(finding: string, startTag: StartTagInProgress | undefined): string {
  const [, namespace, localName] = /^duplicate attribute: (?:\{(.*)\})?(.*)\.$/s.exec(finding) ?? [];
  const bound = namespace === undefined ? '' : ` bound to namespace "${namespace}"`;
  return `Attribute "${localName ?? ''}"${bound} was already specified for element "${startTag?.name ?? ''}".`;
}

function unboundPrefix(finding: string, startTag: StartTagInProgress | undefined): string {
  const prefix = /"(.*)"/s.exec(finding)?.[1] ?? '';
  const element = startTag?.name ?? '';
  if (element.startsWith(`${prefix}:`))
    return `The prefix "${prefix}" for element "${element}" is not bound.`;
  const attribute = startTag?.attributeNames.find((name) => name.startsWith(`${prefix}:`)) ?? `${prefix}:`;
  return `The prefix "${prefix}" for attribute "${attribute}" associated with an element type "${element}" is not bound.`;
}

function malformedName(finding: string, startTag: StartTagInProgress | undefined): string {
  const name = /^malformed name: (.*)\.$/s.exec(finding)?.[1] ?? '';
  if (startTag === undefined || startTag.name === name) return elementNotFollowed(name);
  return attributeNotFollowed(name, startTag.name);
}

/** The attribute whose name or value the parser is reading: what follows the last complete one. */
function attributeInProgress({ source, position, startTag }: Violation): string {
  const written = source.slice(startTag?.position ?? position, position);
  const complete = /\s+[^\s=<>"'/]+\s*=\s*(?:"[^"]*"|'[^']*')/y;
  let end = 0;
  while (complete.test(written)) end = complete.lastIndex;
  return /^\s*([\p{L}_:][\p{L}\p{N}_:.-]*)/u.exec(written.slice(end))?.[1] ?? '';
}

function afterAttributeName(violation: Violation): string {
  const element = violation.startTag?.name ?? '';
  const attribute = attributeInProgress(violation);
  return attribute === '' ? elementNotFollowed(element) : attributeNotFollowed(attribute, element);
}

function quoteExpected(violation: Violation): string {
  return `Open quote is expected for attribute "${attributeInProgress(violation)}" associated with an  element type  "${violation.startTag?.name ?? ''}".`;
}

function disallowedCharacter(violation: Violation): string {
  const { source, position, startTag } = violation;
  const inAttribute = startTag === undefined ? undefined : attributeInProgress(violation);
  const character = source.charCodeAt(position - 1);
  if (source[position - 1] === '<') {
    return `The value of attribute "${inAttribute ?? ''}" associated with an element type "${startTag?.name ?? ''}" must not contain the '<' character.`;
  }
  const outsideOfValue = unexpectedInTag(violation);
  if (outsideOfValue !== undefined) return outsideOfValue;
  if (violation.openElement === undefined && startTag === undefined) {
    return `Content is not allowed in ${violation.rootClosed ? 'trailing section' : 'prolog'}.`;
  }
  const where =
    inAttribute === undefined
      ? 'the element content of the document'
      : `the value of attribute "${inAttribute}" and element is "${startTag?.name ?? ''}"`;
  return `An invalid XML character (Unicode: 0x${character.toString(16)}) was found in ${where}.`;
}

/** A character that no document may contain, in a tag but not in the value of an attribute. */
function unexpectedInTag(violation: Violation): string | undefined {
  const { source, position, startTag } = violation;
  if (startTag === undefined) {
    const tag = /^<([^\s<>/]*)$/.exec(source.slice(source.lastIndexOf('<', position - 1), position - 1));
    if (tag === null || violation.openElement === undefined) return undefined;
    return tag[1] === '' ? MALFORMED_CONTENT : elementNotFollowed(tag[1] ?? '');
  }
  const written = source.slice(startTag.position, position - 1);
  if (/=\s*(?:"[^"]*|'[^']*)$/.test(written)) return undefined;
  return /=\s*$/.test(written) ? quoteExpected(violation) : afterAttributeName(violation);
}
