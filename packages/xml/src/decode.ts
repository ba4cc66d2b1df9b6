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
  /^(macintosh|windows-125[013-8]|iso-8859-([2-9]|1[03-6])|koi8-[ru]|tis-620|big5|euc-(jp|kr)|gb2312|gbk|gb18030|shift_jis|iso-2022-jp)$/;

/** Characters 0x80 to 0x9f of windows-1252; some versions of the runtime take it for ISO-8859-1. */
const WINDOWS_1252_EXTRAS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const UTF_8_MARK = [0xef, 0xbb, 0xbf];
/** How `<?` begins a file in UTF-16 that has no byte order mark. */
const UTF_16_LE_START = [0x3c, 0, 0x3f, 0];
const UTF_16_BE_START = [0, 0x3c, 0, 0x3f];

const UNPAIRED_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Other names of encodings, in lower case. */
const ALIASES = new Map([
  ['utf8', 'utf-8'],
  ['ascii', 'us-ascii'],
  ['latin1', 'iso-8859-1'],
  ['l1', 'iso-8859-1'],
  ['iso8859_1', 'iso-8859-1'],
  ['cp1252', 'windows-1252'],
  ['macroman', 'macintosh'],
  ['iso-10646-ucs-2', 'utf-16'],
]);

export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes.subarray(2), 'utf-16be');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes.subarray(2), 'utf-16le');
  if (UTF_16_BE_START.every((byte, index) => bytes[index] === byte)) return decodeUtf16(bytes, 'utf-16be');
  if (UTF_16_LE_START.every((byte, index) => bytes[index] === byte)) return decodeUtf16(bytes, 'utf-16le');
  const isMarked = UTF_8_MARK.every((byte, index) => bytes[index] === byte);
  const text = isMarked ? bytes.subarray(UTF_8_MARK.length) : bytes;
  return decodeBytes(text, declaredEncoding(decodeLatin1(text.subarray(0, 200))) ?? 'UTF-8');
}

/** Text in an encoding in which ASCII characters are one byte. */
function decodeBytes(bytes: Uint8Array, encoding: string): Decoded {
  const name = encoding.toLowerCase();
  switch (ALIASES.get(name) ?? name) {
    case 'utf-8':
      return decodeUtf8(bytes);
    case 'iso-8859-1':
      return { ok: true, text: decodeLatin1(bytes) };
    case 'us-ascii':
      return decodeAscii(bytes);
    case 'windows-1252':
      return { ok: true, text: decodeWindows1252(bytes) };
    case 'utf-16':
    case 'utf-16be':
    case 'utf-16le':
      return undecodable('Content is not allowed in prolog.');
    default:
      return decodeLegacy(bytes, encoding);
  }
}

function undecodable(message: string, readable = ''): Decoded {
  return { ok: false, message, readable };
}

/** The encoding of the XML declaration with which a text begins. */
function declaredEncoding(text: string): string | undefined {
  return /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(text)?.[1];
}

function decodeAscii(bytes: Uint8Array): Decoded {
  const other = bytes.find((byte) => byte > 0x7f);
  return other === undefined
    ? { ok: true, text: decodeLatin1(bytes) }
    : undecodable(`Byte "${other}" is not a member of the (7-bit) ASCII character set.`);
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
  const name = encoding.toLowerCase();
  const label = ALIASES.get(name) ?? name;
  if (!LEGACY_ENCODINGS.test(label)) {
    return undecodable(`The encoding "${encoding}" is not supported.`);
  }
  const text = decodeNatively(bytes, label);
  return text === undefined ? undecodable(`Malformed ${encoding} sequence.`) : { ok: true, text };
}

/** What declares another encoding is read in that one behind the declaration, so it makes no sense there. */
function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const head = decodeUnits(bytes.subarray(0, 400), encoding);
  const declared = declaredEncoding(head) ?? encoding;
  const name = declared.toLowerCase();
  if (![encoding, 'utf-16'].includes(ALIASES.get(name) ?? name)) {
    const declaration = head.slice(0, head.indexOf('>') + 1);
    const rest = decodeBytes(bytes.subarray(declaration.length * 2), declared);
    return rest.ok
      ? { ok: true, text: declaration + rest.text }
      : { ...rest, readable: declaration + rest.readable };
  }
  if (bytes.length % 2 !== 0) return undecodable('Expected byte 2 of 2-byte UTF-8 sequence.');
  const text = decodeUnits(bytes, encoding);
  const unpaired = text.search(UNPAIRED_SURROGATE);
  if (unpaired < 0) return { ok: true, text };
  const code = text.charCodeAt(unpaired).toString(16);
  return undecodable(
    `An invalid XML character (Unicode: 0x${code}) was found in the element content of the document.`,
    text.slice(0, unpaired),
  );
}

function decodeUnits(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const [high, low] = encoding === 'utf-16be' ? [0, 1] : [1, 0];
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    text += String.fromCharCode(((bytes[i + high] ?? 0) << 8) | (bytes[i + low] ?? 0));
  }
  return text;
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
