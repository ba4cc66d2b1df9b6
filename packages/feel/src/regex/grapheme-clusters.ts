/** User-perceived characters (extended grapheme clusters), for `\X` and `\b{g}`. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Length in UTF-16 units of the cluster that begins at a position; 0 at the end of the text. */
export function graphemeLengthAt(text: string, position: number): number {
  return segmenter.segment(text.slice(position)).containing(0)?.segment.length ?? 0;
}

export function isGraphemeBoundary(text: string, position: number): boolean {
  return position === text.length || segmenter.segment(text).containing(position)?.index === position;
}
