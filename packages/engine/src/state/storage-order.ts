// The order in which the reference reads back what it stored under text (spec 12 §12.16).

/** By length in UTF-8 first, then by bytes. */
export function compareStoredText(a: string, b: string): number {
  if (a === b) return 0;
  const lengthDifference = utf8Length(a) - utf8Length(b);
  return lengthDifference === 0 ? compareBytes(a, b) : lengthDifference;
}

/** As their UTF-8 bytes compare: like code units, but surrogates (U+10000 and above) come last. */
function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = utf8Rank(a.charCodeAt(i)) - utf8Rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function utf8Rank(unit: number): number {
  return isSurrogate(unit) ? unit + 0x10000 : unit;
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) length += unit > 0x7ff && !isSurrogate(unit) ? 2 : 1;
  }
  return length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
