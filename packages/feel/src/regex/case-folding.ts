/** Upper and lower case of single characters, as the flags `i` and `u` of a pattern compare them. */

export function isAsciiLetter(codePoint: number): boolean {
  const lower = codePoint | 0x20;
  return lower >= 0x61 && lower <= 0x7a && codePoint < 0x80;
}

export function asciiLower(codePoint: number): number {
  return codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 0x20 : codePoint;
}

export function asciiUpper(codePoint: number): number {
  return codePoint >= 0x61 && codePoint <= 0x7a ? codePoint - 0x20 : codePoint;
}

/** Characters that differ only in case have the same folding. */
export function unicodeFold(codePoint: number): number {
  return unicodeLower(unicodeUpper(codePoint));
}

export function unicodeUpper(codePoint: number): number {
  return singleCodePoint(String.fromCodePoint(codePoint).toUpperCase()) ?? codePoint;
}

export function unicodeLower(codePoint: number): number {
  // The one character whose simple lower case is not its full one.
  if (codePoint === 0x130) return 0x69;
  return singleCodePoint(String.fromCodePoint(codePoint).toLowerCase()) ?? codePoint;
}

/** Undefined where the case mapping has several characters; simple case mapping then changes nothing. */
function singleCodePoint(text: string): number | undefined {
  const codePoint = text.codePointAt(0);
  return codePoint !== undefined && text.length === (codePoint > 0xffff ? 2 : 1) ? codePoint : undefined;
}
