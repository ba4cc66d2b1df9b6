// Reads literal expressions, also under the other names that elements of this type have.
import type { XmlElement } from '@grevy/xml';
import { LiteralExpression } from '../logic/literal-expression.js';
import type { Reading } from './reading.js';

/** Reads a `literalExpression`. */
export function readLiteralExpression(element: XmlElement, reading: Reading): LiteralExpression | undefined {
  const expression = reading.expression(element);
  return expression && new LiteralExpression(expression);
}
