// What the engine remembers between batches so that a multi-instance activity over n items stays linear: without it,
// every inner instance would evaluate the whole input collection, and look for its place in the whole output collection.
//
// Invariants:
//  1. Caches, not state: nothing depends on whether something is remembered. What is remembered is used only while
//     everything that it was made of is the same text as then; a rollback therefore needs no care.
//  2. Bounded: the least recently used is forgotten. Small lists are not remembered, making them anew costs little.
import type { FeelExpression, FeelList } from '@grevy/feel';
import { JsonList, type JsonText } from '@grevy/protocol';
import { MAX_REMEMBERED_ITEMS, MAX_REMEMBERED_LISTS, MIN_REMEMBERED_ITEMS } from '../limits.js';

/** A list that an expression gave, and the variables that it read for it. */
export interface EvaluatedList {
  readonly expression: FeelExpression;
  readonly reads: ReadonlyMap<string, JsonText | undefined>;
  readonly items: FeelList;
}

export class LoopCaches {
  readonly #evaluated: EvaluatedList[] = [];
  readonly #written: JsonList[] = [];

  /** The list that the expression gave when the variables that it reads had the values they have now. */
  evaluatedList(
    expression: FeelExpression,
    variable: (name: string) => JsonText | undefined,
  ): FeelList | undefined {
    return recall(this.#evaluated, ({ expression: other, reads }) => {
      if (other !== expression) return false;
      for (const [name, text] of reads) if (variable(name) !== text) return false;
      return true;
    })?.items;
  }

  rememberEvaluated(list: EvaluatedList): void {
    remember(this.#evaluated, list, ({ items }) => items.length);
  }

  /** The list of a text, for replacing items; undefined if the text is not a list. */
  listOf(text: JsonText): JsonList | undefined {
    const known = recall(this.#written, (list) => list.text === text);
    if (known !== undefined) return known;
    const list = JsonList.of(text);
    if (list !== undefined) remember(this.#written, list, ({ size }) => size);
    return list;
  }
}

/** Finds an entry and moves it to the front. */
function recall<T>(entries: T[], matches: (entry: T) => boolean): T | undefined {
  const index = entries.findIndex(matches);
  if (index > 0) entries.unshift(...entries.splice(index, 1));
  return index < 0 ? undefined : entries[0];
}

function remember<T>(entries: T[], entry: T, sizeOf: (entry: T) => number): void {
  if (sizeOf(entry) < MIN_REMEMBERED_ITEMS) return;
  entries.unshift(entry);
  let items = 0;
  const kept = entries.findIndex((other, index) => {
    items += sizeOf(other);
    return index === MAX_REMEMBERED_LISTS || items > MAX_REMEMBERED_ITEMS;
  });
  if (kept >= 0) entries.length = kept;
}
