// What a mistyped command may have been meant to be.

const MAX_DISTANCE = 2;

/** Names that begin with the text, or differ from it in at most two letters; in order. */
export function suggestionsFor(text: string, names: readonly string[]): readonly string[] {
  const typed = text.toLowerCase();
  return names
    .filter((name) => {
      const known = name.toLowerCase();
      return known.startsWith(typed) || distance(typed, known) <= MAX_DISTANCE;
    })
    .sort();
}

/** Letters to be added, taken away or replaced to get from one text to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + Number(from[i - 1] !== to[j - 1]);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
