// Reads the logic of decisions and business knowledge models by the name of its element.
import type { XmlElement } from '@grevy/xml';
import type { DecisionLogic } from '../logic/logic.js';
import { NoLogic } from '../logic/no-logic.js';
import { boxedExpression } from './boxed-expression.js';
import { readContext } from './context.js';
import { readDecisionTable } from './decision-table.js';
import { readInvocation } from './invocation.js';
import { readList } from './list.js';
import { readLiteralExpression } from './literal-expression.js';
import { describe, type Reading } from './reading.js';
import { readRelation } from './relation.js';

type LogicReader = (element: XmlElement, reading: Reading) => DecisionLogic | undefined;

/** The kinds of logic that a business knowledge model may have. */
const MODEL_LOGIC: ReadonlyMap<string, LogicReader> = new Map<string, LogicReader>([
  ['decisionTable', readDecisionTable],
  ['context', readContext],
  ['relation', readRelation],
  ['list', readList],
  ['literalExpression', readLiteralExpression],
]);

/** The reader of a kind of logic that a decision may have. */
export const DECISION_LOGIC: ReadonlyMap<string, LogicReader> = new Map<string, LogicReader>([
  ...MODEL_LOGIC,
  ['invocation', readInvocation],
]);

/** The logic of a `decision`. */
export function readDecisionLogic(decision: XmlElement, reading: Reading): DecisionLogic | undefined {
  return readLogic(boxedExpression(decision), DECISION_LOGIC, 'unsupported decision expression', reading);
}

/** The logic of a business knowledge model from its `encapsulatedLogic`. */
export function readModelLogic(
  encapsulatedLogic: XmlElement | undefined,
  reading: Reading,
): DecisionLogic | undefined {
  if (encapsulatedLogic === undefined) return new NoLogic();
  const element = boxedExpression(encapsulatedLogic);
  return readLogic(element, MODEL_LOGIC, 'unsupported business knowledge model logic found', reading);
}

function readLogic(
  element: XmlElement | undefined,
  readers: ReadonlyMap<string, LogicReader>,
  problem: string,
  reading: Reading,
): DecisionLogic | undefined {
  const read = element && readers.get(element.localName);
  if (element === undefined || read === undefined) return reading.fail(`${problem} '${describe(element)}'`);
  return read(element, reading);
}
