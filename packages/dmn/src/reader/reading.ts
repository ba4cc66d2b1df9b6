// What the readers of the single elements share while one file is read.
import type { FeelExpression, FeelUnaryTests } from '@grevy/feel';
import type { XmlElement } from '@grevy/xml';
import type { BusinessKnowledgeModel } from '../logic/business-knowledge-model.js';
import type { BoxedExpression } from '../logic/logic.js';

/**
 * Failures are collected for the whole file. Whatever failed is undefined; the reader goes on, so that the
 * failures of all elements are found.
 */
export interface Reading {
  fail(text: string): undefined;
  expression(element: XmlElement): FeelExpression | undefined;
  /** A test that every value passes is `'any'`. */
  unaryTests(element: XmlElement): FeelUnaryTests | 'any' | undefined;
  /** Logic inside other logic. */
  nested(element: XmlElement | undefined): BoxedExpression | undefined;
  /** A business knowledge model that was read so far; a failure if there is none. */
  modelNamed(name: string): BusinessKnowledgeModel | undefined;
}

/** The element as the reference prints it in failures that name what it found instead of something else. */
export function describe(element: XmlElement | undefined): string {
  if (element === undefined) return 'null';
  const className = element.localName.charAt(0).toUpperCase() + element.localName.slice(1);
  return `org.camunda.bpm.model.dmn.impl.instance.${className}Impl@${element.line.toString(16)}`;
}
