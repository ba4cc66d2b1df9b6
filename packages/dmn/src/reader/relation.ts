// Reads relations: columns, and rows of expressions.
import type { XmlElement } from '@grevy/xml';
import { Relation } from '../logic/relation.js';
import { allRead } from './all-read.js';
import { boxedExpressions } from './boxed-expression.js';
import { attribute, children } from './element-access.js';
import type { Reading } from './reading.js';

/** Reads a `relation`: every row must have one expression per column. */
export function readRelation(element: XmlElement, reading: Reading): Relation | undefined {
  const columns = children(element, 'column').map((column) => attribute(column, 'name'));
  const rows = allRead(children(element, 'row'), (row) => {
    const cells = boxedExpressions(row);
    if (cells.length !== columns.length) {
      return reading.fail(`expected row with '${columns.length}' elements but found '${cells.length}'`);
    }
    return allRead(cells, (cell, index) => {
      const expression = reading.nested(cell);
      return expression && { column: columns[index] ?? '', expression };
    });
  });
  return rows && new Relation(rows);
}
