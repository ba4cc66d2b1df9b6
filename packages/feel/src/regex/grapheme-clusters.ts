/** User-perceived characters (extended grapheme clusters), for `\X` and `\b{g}`. */
import { MAX_GRAPHEME_LENGTH } from './limits.js';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Length in UTF-16 units of the cluster that begins at a position; 0 at the end of the text. */
export function graphemeLengthAt(text: string, position: number): number {
  const ahead = text.slice(position, position + MAX_GRAPHEME_LENGTH);
  return segmenter.segment(ahead).containing(0)?.segment.length ?? 0;
}

export function isGraphemeBoundary(text: string, position: number): boolean {
  if (position === text.length) return true;
  const start = Math.max(position - MAX_GRAPHEME_LENGTH, 0);
  const around = text.slice(start, position + MAX_GRAPHEME_LENGTH);
  return segmenter.segment(around).containing(position - start)?.index === position - start;
}
