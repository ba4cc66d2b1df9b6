// What is wrong with a document that is not well-formed, in the words of Xerces, the parser of the reference:
// clients and tests know those texts. saxes finds the violation; the names in the message are read from the
// source text around the place.
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './document.js';

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
  /^(?:expected one of |expected the name |whitespace required\.|did not expect any more name|version number |standalone value |XML declaration )/;
const TRUNCATED = 'XML document structures must start and end within the same entity.';

/** Translates a violation found by saxes. */
export function describeViolation(violation: Violation): Fatal {
  const reference = brokenReference(violation);
  if (reference !== undefined) return reference;
  return { line: lineAt(violation.source, placeOf(violation)), message: message(violation) };
}

function message(violation: Violation): string {
  const { finding, startTag, openElement } = violation;
  if (finding.startsWith('unclosed tag') || finding === 'unexpected end.') return TRUNCATED;
  if (XML_DECLARATION.test(finding)) return declarationProblem(violation);
  if (finding.startsWith('duplicate attribute: ')) return duplicateAttribute(finding, startTag);
  if (finding.startsWith('unbound namespace prefix: ')) return unboundPrefix(finding, startTag);
  if (finding.startsWith('malformed name: ')) return malformedName(finding, startTag);
  switch (finding) {
    case 'document must contain a root element.':
      return isInsideMarkup(violation) ? TRUNCATED : 'Premature end of file.';
    case 'text data outside of root node.':
      return violation.rootClosed
        ? 'Content is not allowed in trailing section.'
        : 'Content is not allowed in prolog.';
    case 'documents may contain only one root.':
    case 'disallowed character in tag name':
    case 'incorrect syntax.':
      return misplacedMarkup(violation);
    case 'disallowed character in tag name.':
    case 'forward-slash in opening tag not followed by >.':
    case 'no whitespace between attributes.':
      return `Element type "${startTag?.name ?? ''}" must be followed by either attribute specifications, ">" or "/>".`;
    case 'disallowed character in attribute name.':
      return afterAttributeName(violation);
    case 'attribute without value.':
      return `Attribute name "${attributeInProgress(violation)}" associated with an element type "${startTag?.name ?? ''}" must be followed by the ' = ' character.`;
    case 'unquoted attribute value.':
      return `Open quote is expected for attribute "${attributeInProgress(violation)}" associated with an  element type  "${startTag?.name ?? ''}".`;
    case 'disallowed character.':
      return disallowedCharacter(violation);
    case 'unexpected close tag.':
    case 'disallowed character in closing tag.':
    case 'weird empty close tag.':
      return openElement === undefined
        ? misplacedMarkup(violation)
        : `The element type "${openElement}" must be terminated by the matching end-tag "</${openElement}>".`;
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

/** The declaration is the first thing of a document. */
function declarationProblem({ finding, source }: Violation): string {
  const declaration = /^<\?xml[^>]*/.exec(source)?.[0] ?? '';
  const valueOf = (name: string): string | undefined =>
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(declaration)?.slice(1).join('');
  if (finding.startsWith('version number ')) return unsupportedVersion(valueOf('version') ?? '');
  if (finding.startsWith('standalone value ')) {
    return `The standalone document declaration value must be "yes" or "no", not "${valueOf('standalone') ?? ''}".`;
  }
  const isVersionMissing = !/^<\?xml\s+version/.test(declaration);
  if (isVersionMissing && /^<\?xml\s*(?:encoding|standalone|\?|$)/.test(declaration)) {
    return 'The version is required in the XML declaration.';
  }
  return 'A pseudo attribute name is expected.';
}

/** Of a declaration that is otherwise well-formed; XML 1.1 can be read too. */
export function unsupportedVersion(version: string): string {
  return `XML version "${version}" is not supported, only XML 1.0 is supported.`;
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
    return 'The content of elements must consist of well-formed character data or markup.';
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
  if (startTag === undefined || startTag.name === name) {
    return `Element type "${name}" must be followed by either attribute specifications, ">" or "/>".`;
  }
  return `Attribute name "${name}" associated with an element type "${startTag.name}" must be followed by the ' = ' character.`;
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
  return attribute === ''
    ? `Element type "${element}" must be followed by either attribute specifications, ">" or "/>".`
    : `Attribute name "${attribute}" associated with an element type "${element}" must be followed by the ' = ' character.`;
}

function disallowedCharacter(violation: Violation): string {
  const { source, position, startTag } = violation;
  const inAttribute = startTag === undefined ? undefined : attributeInProgress(violation);
  const character = source.charCodeAt(position - 1);
  if (source[position - 1] === '<') {
    return `The value of attribute "${inAttribute ?? ''}" associated with an element type "${startTag?.name ?? ''}" must not contain the '<' character.`;
  }
  if (violation.openElement === undefined && startTag === undefined) {
    return `Content is not allowed in ${violation.rootClosed ? 'trailing section' : 'prolog'}.`;
  }
  const where =
    inAttribute === undefined
      ? 'the element content of the document'
      : `the value of attribute "${inAttribute}" and element is "${startTag?.name ?? ''}"`;
  return `An invalid XML character (Unicode: 0x${character.toString(16)}) was found in ${where}.`;
}

/** An entity or character reference that is malformed, unknown or unfinished; undefined if there is none. */
function brokenReference({ finding, source, position }: Violation): Fatal | undefined {
  const isReference = finding.includes('entity');
  const isUnfinished = finding.startsWith('unclosed tag') || finding === 'unexpected end.';
  if (!isReference && !isUnfinished) return undefined;
  const start = source.lastIndexOf('&', position - 1);
  if (start < 0) return undefined;
  const text = source.slice(start + 1, start + 1 + MAX_QUOTED_REFERENCE);
  if (isUnfinished && (text.includes(';') || !/[<\s"']/.test(text))) return undefined;
  return { line: lineAt(source, start), message: referenceMessage(text) };
}

/** Longest piece of a broken reference that is looked at. */
const MAX_QUOTED_REFERENCE = 200;

function referenceMessage(text: string): string {
  const character = /^#(x?)([0-9a-fA-F]*)(;?)/.exec(text);
  if (character !== null) {
    const [whole, hexadecimal = '', digits = '', end] = character;
    if (digits === '') {
      return hexadecimal === ''
        ? 'A decimal representation must immediately follow the "&#" in a character reference.'
        : 'A hexadecimal representation must immediately follow the "&#x" in a character reference.';
    }
    if (end === '') return "The character reference must end with the ';' delimiter.";
    return `Character reference "&${whole.slice(0, -1)}" is an invalid XML character.`;
  }
  const name = /^[\p{L}_:][\p{L}\p{N}_:.-]*/u.exec(text)?.[0];
  if (name === undefined) return "The entity name must immediately follow the '&' in the entity reference.";
  return text[name.length] === ';'
    ? `The entity "${name}" was referenced, but not declared.`
    : `The reference to entity "${name}" must end with the ';' delimiter.`;
}
