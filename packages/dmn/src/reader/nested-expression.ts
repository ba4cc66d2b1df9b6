// Reads boxed expressions inside other ones: all kinds of decision logic, and function definitions.
import type { XmlElement } from '@grevy/xml';
import type { BoxedExpression } from '../logic/logic.js';
import { DECISION_LOGIC } from './decision-logic.js';
import { readFunctionDefinition } from './function-definition.js';
import { describe, type Reading } from './reading.js';

/** Reads the boxed expression of a context entry, list item or relation cell. */
export function readNestedExpression(
  element: XmlElement | undefined,
  reading: Reading,
): BoxedExpression | undefined {
  if (element === undefined) return reading.fail(`unsupported expression found '${describe(element)}'`);
  const read = DECISION_LOGIC.get(element.localName) ?? readFunctionDefinition;
  return read(element, reading);
}
