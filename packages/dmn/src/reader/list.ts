// Reads lists: expressions one after the other.
import type { XmlElement } from '@grevy/xml';
import { List } from '../logic/list.js';
import { boxedExpressions } from './boxed-expression.js';
import { allRead } from './all-read.js';
import type { Reading } from './reading.js';

/** Reads a `list`. */
export function readList(element: XmlElement, reading: Reading): List | undefined {
  const items = allRead(boxedExpressions(element), (item) => reading.nested(item));
  return items && new List(items);
}
