// Reads relations: columns, and rows of expressions.
import type { XmlElement } from '@grevy/xml';
import { Relation } from '../logic/relation.js';
import { allRead } from './all-read.js';
import { boxedExpressions } from './boxed-expression.js';
import { attribute, children } from './element-access.js';
import type { Reading } from './reading.js';

/** Reads a `relation`: every row must have one expression per column. That is reported first, of all rows. */
export function readRelation(element: XmlElement, reading: Reading): Relation | undefined {
  const columns = children(element, 'column').map((column) => attribute(column, 'name'));
  const rows = children(element, 'row').map(boxedExpressions);
  const misfits = rows.filter((cells) => cells.length !== columns.length);
  for (const cells of misfits) {
    reading.fail(`expected row with '${columns.length}' elements but found '${cells.length}'`);
  }
  const read = allRead(rows, (cells) =>
    allRead(cells.slice(0, columns.length), (cell, index) => {
      const expression = reading.nested(cell);
      return expression && { column: columns[index] ?? '', expression };
    }),
  );
  return misfits.length > 0 ? undefined : read && new Relation(read);
}
