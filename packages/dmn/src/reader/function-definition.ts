// Reads function definitions that stand inside other logic; their body must be a literal expression.
import type { XmlElement } from '@grevy/xml';
import { FunctionDefinition } from '../logic/function-definition.js';
import { boxedExpression, isLiteralExpression } from './boxed-expression.js';
import { readFormalParameters } from './formal-parameters.js';
import { readLiteralExpression } from './literal-expression.js';
import { describe, type Reading } from './reading.js';

/** Reads a `functionDefinition`. */
export function readFunctionDefinition(
  element: XmlElement,
  reading: Reading,
): FunctionDefinition | undefined {
  const body = boxedExpression(element);
  if (!isLiteralExpression(body)) {
    return reading.fail(`expected literal expression but found '${describe(body)}'`);
  }
  const expression = readLiteralExpression(body, reading);
  return expression && new FunctionDefinition(readFormalParameters(element), expression);
}
