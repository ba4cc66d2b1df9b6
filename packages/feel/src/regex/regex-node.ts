/** The syntax tree of a regular expression. Flags are resolved: what they change is already in the nodes. */
import type { CharSet } from './char-set.js';
import { MAX_REPETITIONS } from './limits.js';

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

/** How a back-reference compares. */
export type Folding = 'none' | 'ascii' | 'unicode';

export type Assertion =
  | 'input start'
  | 'input end'
  | 'line start'
  | 'unix line start'
  | 'line end'
  | 'unix line end'
  | 'before last line end'
  | 'before last unix line end'
  | 'previous match end'
  | 'word boundary'
  | 'no word boundary'
  | 'unicode word boundary'
  | 'no unicode word boundary'
  | 'grapheme boundary';

export type RegexNode =
  | { readonly type: 'char'; readonly codePoint: number }
  | { readonly type: 'set'; readonly set: CharSet }
  | { readonly type: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly type: 'alternation'; readonly options: readonly RegexNode[] }
  | { readonly type: 'capture'; readonly group: number; readonly body: RegexNode }
  | {
      readonly type: 'repeat';
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly type: 'atomic'; readonly body: RegexNode }
  | { readonly type: 'look ahead'; readonly negative: boolean; readonly body: RegexNode }
  | {
      readonly type: 'look behind';
      readonly negative: boolean;
      readonly body: RegexNode;
      readonly minLength: number;
      readonly maxLength: number;
    }
  | { readonly type: 'back-reference'; readonly group: number; readonly folding: Folding }
  | { readonly type: 'assertion'; readonly assertion: Assertion }
  | { readonly type: 'line break' }
  | { readonly type: 'grapheme cluster' };

export const EMPTY: RegexNode = { type: 'sequence', items: [] };

/** Shortest and longest text of a node in UTF-16 units; infinite: there is no obvious maximum. */
export interface Length {
  readonly min: number;
  readonly max: number;
}

const NOTHING: Length = { min: 0, max: 0 };

export function lengthOf(node: RegexNode): Length {
  switch (node.type) {
    case 'char':
      return node.codePoint > 0xffff ? { min: 2, max: 2 } : { min: 1, max: 1 };
    case 'set':
    case 'line break':
      return { min: 1, max: 2 };
    case 'sequence':
      return node.items.map(lengthOf).reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }), NOTHING);
    case 'alternation': {
      const lengths = node.options.map(lengthOf);
      return {
        min: Math.min(...lengths.map((length) => length.min)),
        max: Math.max(...lengths.map((length) => length.max)),
      };
    }
    case 'capture':
    case 'atomic':
      return lengthOf(node.body);
    case 'repeat':
      return lengthOfRepeat(node);
    case 'back-reference':
    case 'grapheme cluster':
      return { min: 0, max: Infinity };
    default:
      return NOTHING;
  }
}

/**
 * As in the reference, an unbounded repetition counts as a very long one; it has no obvious maximum only if its body
 * is longer than one character, or if the body has several ways to match.
 */
function lengthOfRepeat({ body, min, max }: Extract<RegexNode, { type: 'repeat' }>): Length {
  const one = lengthOf(body);
  const isOptional = min === 0 && max === 1;
  if (!isOptional && !matchesInOneWay(body)) return { min: one.min * min, max: Infinity };
  const times = Math.min(max, MAX_REPETITIONS);
  const isSingle = body.type === 'set' || body.type === 'char';
  const isTooLong = !isSingle && one.max * times > MAX_REPETITIONS;
  return { min: one.min * min, max: isTooLong ? Infinity : one.max * times };
}

function matchesInOneWay(node: RegexNode): boolean {
  switch (node.type) {
    case 'sequence':
      return node.items.every(matchesInOneWay);
    case 'capture':
    case 'atomic':
      return matchesInOneWay(node.body);
    case 'alternation':
      return false;
    case 'repeat':
      return node.min === node.max && matchesInOneWay(node.body);
    default:
      return true;
  }
}
