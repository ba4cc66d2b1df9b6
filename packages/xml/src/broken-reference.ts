// An entity or character reference that is malformed, unknown or unfinished, in the words of Xerces.

/** Longest piece of a broken reference that is looked at. */
const MAX_QUOTED_REFERENCE = 200;

const VERBATIM_OR_REFERENCE = /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)|&/g;
const REFERENCE = /^&(?:#(\d+)|#x([0-9a-fA-F]+)|amp|lt|gt|apos|quot);/;
/** The document ends before it can be said whether this is a reference. */
const CUT_OFF = /^&(?:#x?[0-9a-fA-F]*|[\p{L}_:][\p{L}\p{N}_:.-]*)?$/u;

/** Where the first one of a document begins, and what is wrong with it; saxes only tells where the next `;` is. */
export function firstBrokenReference(
  source: string,
): { readonly start: number; readonly message: string } | undefined {
  for (const { index: start, 0: found } of source.matchAll(VERBATIM_OR_REFERENCE)) {
    if (found !== '&') continue;
    const text = source.slice(start, start + MAX_QUOTED_REFERENCE);
    const reference = REFERENCE.exec(text);
    if (reference !== null && isCharacterOrNamed(reference)) continue;
    const isAtEnd = start + text.length === source.length;
    return isAtEnd && CUT_OFF.test(text) ? undefined : { start, message: problem(text.slice(1)) };
  }
  return undefined;
}

function isCharacterOrNamed([, decimal, hexadecimal]: RegExpExecArray): boolean {
  if (decimal === undefined && hexadecimal === undefined) return true;
  const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
}

function problem(text: string): string {
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
