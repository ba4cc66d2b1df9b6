// Which elements are boxed expressions, and where they stand in another element.
import type { XmlElement } from '@grevy/xml';

/** Those of DMN 1.4 (conditional, for, every, some, filter) are not known: they count as not being there. */
const BOXED_EXPRESSIONS: ReadonlySet<string> = new Set([
  'literalExpression',
  'invocation',
  'decisionTable',
  'functionDefinition',
  'context',
  'relation',
  'list',
]);

/** All boxed expressions directly in an element, in document order. */
export function boxedExpressions(element: XmlElement): readonly XmlElement[] {
  return element.children.filter(
    (candidate) => candidate.namespace === element.namespace && BOXED_EXPRESSIONS.has(candidate.localName),
  );
}

/** The boxed expression of an element that has at most one. */
export function boxedExpression(element: XmlElement): XmlElement | undefined {
  return boxedExpressions(element)[0];
}

export function isLiteralExpression(element: XmlElement | undefined): element is XmlElement {
  return element?.localName === 'literalExpression';
}
