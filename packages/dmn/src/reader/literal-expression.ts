import type { XmlElement } from '@grevy/xml';
import { LiteralExpression } from '../logic/literal-expression.js';
import type { Reading } from './reading.js';

/** Reads a `literalExpression`, also under the other names that elements of its type have. */
export function readLiteralExpression(element: XmlElement, reading: Reading): LiteralExpression | undefined {
  const expression = reading.expression(element);
  return expression && new LiteralExpression(expression);
}
