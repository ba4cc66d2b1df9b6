// Bytes to text: UTF-8 (with or without byte order mark), UTF-16 with byte order mark, ISO-8859-1 and US-ASCII.
// The messages are those of Xerces, the parser of the reference.

export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** Characters per String.fromCharCode call; bounded because arguments live on the stack. */
const PIECE = 8192;

export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 0);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 1);
  const encoding = declaredEncoding(bytes);
  switch (encoding.toUpperCase()) {
    case 'UTF-8':
    case 'UTF8':
      return decodeUtf8(bytes);
    case 'ISO-8859-1':
    case 'US-ASCII':
    case 'ASCII':
      return { ok: true, text: fromCodeUnits(bytes) };
    case 'UTF-16':
      return { ok: false, message: 'Content is not allowed in prolog.' };
    default:
      return { ok: false, message: `The encoding "${encoding}" is not supported.` };
  }
}

/** The encoding of the XML declaration, which is ASCII in every encoding that reaches this point. */
function declaredEncoding(bytes: Uint8Array): string {
  const head = fromCodeUnits(bytes.subarray(0, 200));
  return /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'UTF-8';
}

function fromCodeUnits(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += PIECE) {
    text += String.fromCharCode(...units.subarray(i, i + PIECE));
  }
  return text;
}

function decodeUtf16(bytes: Uint8Array, lowByteFirst: 0 | 1): Decoded {
  if (bytes.length % 2 !== 0) return { ok: false, message: 'Expected byte 2 of 2-byte UTF-16 sequence.' };
  const units = new Uint16Array(bytes.length / 2 - 1);
  for (let i = 0; i < units.length; i++) {
    const first = bytes[2 * i + 2] ?? 0;
    const second = bytes[2 * i + 3] ?? 0;
    units[i] = lowByteFirst === 1 ? first | (second << 8) : (first << 8) | second;
  }
  return { ok: true, text: fromCodeUnits(units) };
}

/** UTF-8 by the table of well-formed byte sequences of the Unicode standard (section 3.9). */
function decodeUtf8(bytes: Uint8Array): Decoded {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let i = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (i < bytes.length) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      units[length++] = lead;
      i++;
      continue;
    }
    const size =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf8 ? 4 : 1;
    if (size === 1) return invalidByte(1, 1);
    let codePoint = lead & (0x7f >> size);
    for (let n = 1; n < size; n++) {
      const next = bytes[i + n];
      if (next === undefined) {
        return { ok: false, message: `Expected byte ${n + 1} of ${size}-byte UTF-8 sequence.` };
      }
      if ((next & 0xc0) !== 0x80) return invalidByte(n + 1, size);
      codePoint = (codePoint << 6) | (next & 0x3f);
      if (n === 1 && isOverlongOrSurrogate(lead, next)) return invalidByte(2, size);
    }
    if (codePoint > 0x10ffff) {
      const high = (codePoint >> 16).toString(16);
      return {
        ok: false,
        message: `High surrogate bits in UTF-8 sequence must not exceed 0x10 but found 0x${high}.`,
      };
    }
    if (codePoint < 0x10000) units[length++] = codePoint;
    else {
      units[length++] = 0xd800 + ((codePoint - 0x10000) >> 10);
      units[length++] = 0xdc00 + ((codePoint - 0x10000) & 0x3ff);
    }
    i += size;
  }
  return { ok: true, text: fromCodeUnits(units.subarray(0, length)) };
}

function isOverlongOrSurrogate(lead: number, second: number): boolean {
  return (
    (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second >= 0xa0) || (lead === 0xf0 && second < 0x90)
  );
}

function invalidByte(index: number, size: number): Decoded {
  return { ok: false, message: `Invalid byte ${index} of ${size}-byte UTF-8 sequence.` };
}
