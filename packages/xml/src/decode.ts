// Bytes to text: UTF-8 and UTF-16 (with or without byte order mark), ISO-8859-1, US-ASCII, and the legacy encodings that
// modelling tools on old systems write.
// The messages are those of Xerces, the parser of the reference.
import { invalidEncodingName } from './broken-declaration.js';

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly message: string;
      /** The text before the place that cannot be decoded. */
      readonly readable: string;
    };

/** The decoder of the JavaScript runtime; a standard of its own (WHATWG Encoding), so not among TypeScript's. */
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: true });
  /** @throws TypeError if the bytes are malformed. */
  decode(bytes: Uint8Array): string;
}

/** Names in lower case, which that standard knows as well. */
const LEGACY_ENCODINGS =
  /^(windows-125[013-8]|iso-8859-([2-9]|1[03-6])|koi8-[ru]|tis-620|big5|euc-(jp|kr)|gb2312|gbk|gb18030|shift_jis|iso-2022-jp)$/;

/** Characters 0x80 to 0x9f of windows-1252; some versions of the runtime take it for ISO-8859-1. */
const WINDOWS_1252_EXTRAS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** How `<?` begins a file in UTF-16 that has no byte order mark. */
const UTF_16_LE_START = [0x3c, 0, 0x3f, 0];
const UTF_16_BE_START = [0, 0x3c, 0, 0x3f];

export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
  if (UTF_16_BE_START.every((byte, index) => bytes[index] === byte)) return decodeUtf16(bytes, 'utf-16be');
  if (UTF_16_LE_START.every((byte, index) => bytes[index] === byte)) return decodeUtf16(bytes, 'utf-16le');
  const encoding = declaredEncoding(bytes);
  switch (encoding.toUpperCase()) {
    case 'UTF-8':
    case 'UTF8':
      return decodeUtf8(bytes);
    case 'ISO-8859-1':
    case 'US-ASCII':
    case 'ASCII':
      return { ok: true, text: decodeLatin1(bytes) };
    case 'WINDOWS-1252':
      return { ok: true, text: decodeWindows1252(bytes) };
    case 'UTF-16':
      return undecodable('Content is not allowed in prolog.');
    default:
      return decodeLegacy(bytes, encoding);
  }
}

function undecodable(message: string, readable = ''): Decoded {
  return { ok: false, message, readable };
}

/** The encoding of the XML declaration, which is ASCII in every encoding that reaches this point. */
function declaredEncoding(bytes: Uint8Array): string {
  const head = decodeLatin1(bytes.subarray(0, 200));
  return /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'UTF-8';
}

/** Every byte is the code of its character. */
function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function decodeWindows1252(bytes: Uint8Array): string {
  return decodeLatin1(bytes).replace(
    /[\x80-\x9f]/g,
    (character) => WINDOWS_1252_EXTRAS[character.charCodeAt(0) - 0x80] ?? character,
  );
}

function decodeLegacy(bytes: Uint8Array, encoding: string): Decoded {
  if (!/^[A-Za-z]/.test(encoding)) return undecodable(invalidEncodingName(encoding));
  const label = encoding.toLowerCase();
  if (!LEGACY_ENCODINGS.test(label)) {
    return undecodable(`The encoding "${encoding}" is not supported.`);
  }
  const text = decodeNatively(bytes, label);
  return text === undefined ? undecodable(`Malformed ${encoding} sequence.`) : { ok: true, text };
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = decodeNatively(bytes, encoding);
  return text === undefined ? undecodable('Malformed UTF-16 sequence.') : { ok: true, text };
}

function decodeUtf8(bytes: Uint8Array): Decoded {
  const text = decodeNatively(bytes, 'utf-8');
  if (text !== undefined) return { ok: true, text };
  const { offset, message } = malformedUtf8(bytes);
  return undecodable(message, decodeNatively(bytes.subarray(0, offset), 'utf-8'));
}

function decodeNatively(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The first malformed sequence, by the table of well-formed ones of the Unicode standard (section 3.9). */
function malformedUtf8(bytes: Uint8Array): { readonly offset: number; readonly message: string } {
  let offset = 0;
  while (offset < bytes.length) {
    const size = sequenceSize(bytes[offset] ?? 0);
    if (size === undefined) break;
    const message = malformedSequence(bytes.subarray(offset, offset + size), size);
    if (message !== undefined) return { offset, message };
    offset += size;
  }
  return { offset, message: invalidByte(1, 1) };
}

/** What is wrong with a sequence that should have `size` bytes, if anything is. */
function malformedSequence(sequence: Uint8Array, size: number): string | undefined {
  const [lead = 0, second = 0] = sequence;
  for (let n = 1; n < size; n++) {
    const next = sequence[n];
    if (next === undefined) return `Expected byte ${n + 1} of ${size}-byte UTF-8 sequence.`;
    if ((next & 0xc0) !== 0x80 || (n === 1 && isOverlongOrSurrogate(lead, next))) {
      return invalidByte(n + 1, size);
    }
  }
  const high = ((lead & 0x07) << 2) | ((second & 0x30) >> 4);
  return size === 4 && high > 0x10
    ? `High surrogate bits in UTF-8 sequence must not exceed 0x10 but found 0x${high.toString(16)}.`
    : undefined;
}

function sequenceSize(lead: number): 1 | 2 | 3 | 4 | undefined {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead >= 0xf8) return undefined;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function isOverlongOrSurrogate(lead: number, second: number): boolean {
  return (
    (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second >= 0xa0) || (lead === 0xf0 && second < 0x90)
  );
}

function invalidByte(index: number, size: number): string {
  return `Invalid byte ${index} of ${size}-byte UTF-8 sequence.`;
}
