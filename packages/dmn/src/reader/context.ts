// Reads contexts: named entries, the last of which may be the result instead.
import type { XmlElement } from '@grevy/xml';
import { Context } from '../logic/context.js';
import { allRead } from './all-read.js';
import { boxedExpression } from './boxed-expression.js';
import { attribute, child, children } from './element-access.js';
import type { Reading } from './reading.js';
import { UnexpectedModel } from './unexpected-model.js';

/** Reads a `context`. Only the last entry may have no variable: it is the result then. */
export function readContext(element: XmlElement, reading: Reading): Context | undefined {
  const elements = children(element, 'contextEntry');
  const last = elements.at(-1);
  if (last === undefined) throw new UnexpectedModel(element, 'has no entries');
  const named = child(last, 'variable') === undefined ? elements.slice(0, -1) : elements;
  const unnamed = named.find((entry) => child(entry, 'variable') === undefined);
  if (unnamed !== undefined) throw new UnexpectedModel(unnamed, 'has no variable and is not the last entry');

  const entries = allRead(named, (entry) => {
    const variable = child(entry, 'variable');
    const expression = reading.nested(boxedExpression(entry));
    return variable && expression && { name: attribute(variable, 'name'), expression };
  });
  if (named.length === elements.length) return entries && new Context(entries, undefined);
  const result = reading.nested(boxedExpression(last));
  return entries && result && new Context(entries, result);
}
