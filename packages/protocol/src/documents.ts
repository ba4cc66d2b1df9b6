/** Variable documents: JSON objects that clients send, and their variables (spec 01 §9). */
import { canonicalJson } from './canonical-json.js';
import { endOfString, endOfValue } from './json-scanner.js';
import { jsonString } from './json-string.js';
import { EMPTY_DOCUMENT, type JsonDocument, type JsonText } from './json-text.js';
import { MAX_ECHOED_INPUT_LENGTH } from './limits.js';

export type ParsedDocument =
  | { readonly ok: true; readonly document: JsonDocument }
  | {
      readonly ok: false;
      /** The gRPC status that the reference answers with. */
      readonly status: 'INVALID_ARGUMENT' | 'INTERNAL';
      readonly message: string;
    };

/** A variable of a document: its name, and the canonical text of its value. */
export type DocumentEntry = readonly [name: string, value: JsonText];

const BLANK = /^[\u0000-\u0020]*$/;

/** The document of a client's text. Blank text and `null` are the empty document. */
export function parseDocument(text: string): ParsedDocument {
  if (BLANK.test(text)) return { ok: true, document: EMPTY_DOCUMENT };
  const result = canonicalJson(text);
  switch (result.kind) {
    case 'value':
      if (result.type === 'OBJECT') return { ok: true, document: result.text as JsonDocument };
      if (result.type === 'NIL') return { ok: true, document: EMPTY_DOCUMENT };
      return invalid(
        `Property 'variables' is invalid: Expected document to be a root level object, but was '${result.type}'`,
      );
    case 'malformed':
      return invalid(`Invalid JSON value: ${echo(text)}\n at ${source(text, result.offset)}`);
    case 'integerOutOfRange':
      return invalid('MessagePack cannot serialize BigInteger larger than 2^64-1');
    case 'empty':
      return {
        ok: false,
        status: 'INTERNAL',
        message:
          'Unexpected error occurred during the request processing: Failed to convert JSON to MessagePack',
      };
  }
}

function invalid(message: string): ParsedDocument {
  return { ok: false, status: 'INVALID_ARGUMENT', message };
}

function echo(text: string): string {
  return text.length <= MAX_ECHOED_INPUT_LENGTH ? text : `${text.slice(0, MAX_ECHOED_INPUT_LENGTH)}...`;
}

/** Line from 1; column from 1, in bytes of UTF-8. */
function source(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const column = utf8Length(lines[lines.length - 1] ?? '') + 1;
  return `[Source: (ByteArrayInputStream); line: ${lines.length}, column: ${column}]`;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const codeUnit = text.charCodeAt(i);
    const surrogate = (codeUnit & 0xf800) === 0xd800;
    length += codeUnit < 0x80 ? 1 : codeUnit < 0x800 || surrogate ? 2 : 3;
  }
  return length;
}

/** The variables of a document in its order; a name that occurs twice is there twice. */
export function documentEntries(document: JsonDocument): readonly DocumentEntry[] {
  const entries: DocumentEntry[] = [];
  let at = 1;
  while (document.charCodeAt(at) === DOUBLE_QUOTE) {
    const nameEnd = endOfString(document, at);
    const valueEnd = endOfValue(document, nameEnd + 1);
    entries.push([stringOf(document.slice(at, nameEnd)), document.slice(nameEnd + 1, valueEnd) as JsonText]);
    at = valueEnd + 1;
  }
  return entries;
}

/** The document with these variables, in their order. */
export function documentFromEntries(entries: Iterable<DocumentEntry>): JsonDocument {
  let text = '';
  for (const [name, value] of entries) text += `${text === '' ? '{' : ','}${jsonString(name)}:${value}`;
  return text === '' ? EMPTY_DOCUMENT : ((text + '}') as JsonDocument);
}

const DOUBLE_QUOTE = 0x22;

/** The string of its JSON text. */
function stringOf(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1);
  const value: unknown = JSON.parse(text);
  return String(value);
}
