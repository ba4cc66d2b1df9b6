// Reads invocations: the name of a business knowledge model as a literal text, and bindings.
import type { XmlElement } from '@grevy/xml';
import type { BusinessKnowledgeModel } from '../logic/business-knowledge-model.js';
import { Invocation, type Binding } from '../logic/invocation.js';
import { allRead } from './all-read.js';
import { boxedExpression, isLiteralExpression } from './boxed-expression.js';
import { attribute, child, children, trimmedText } from './element-access.js';
import { readLiteralExpression } from './literal-expression.js';
import { describe, type Reading } from './reading.js';
import { UnexpectedModel } from './unexpected-model.js';

/** Reads an `invocation`. */
export function readInvocation(element: XmlElement, reading: Reading): Invocation | undefined {
  const bindings = allRead(children(element, 'binding'), (binding) => readBinding(binding, reading));
  const model = invokedModel(element, reading);
  return bindings && model && new Invocation(model, bindings);
}

function readBinding(element: XmlElement, reading: Reading): Binding | undefined {
  const bound = boxedExpression(element);
  if (!isLiteralExpression(bound)) {
    return reading.fail(`expected binding with literal expression but found '${describe(bound)}'`);
  }
  const parameter = child(element, 'parameter');
  const expression = readLiteralExpression(bound, reading);
  return parameter && expression && { parameter: attribute(parameter, 'name'), expression };
}

function invokedModel(element: XmlElement, reading: Reading): BusinessKnowledgeModel | undefined {
  const invoked = boxedExpression(element);
  if (!isLiteralExpression(invoked)) {
    return reading.fail(`expected invocation with literal expression but found '${describe(invoked)}'`);
  }
  const text = child(invoked, 'text');
  if (text === undefined) throw new UnexpectedModel(invoked, 'has no text');
  return reading.modelNamed(trimmedText(text));
}
