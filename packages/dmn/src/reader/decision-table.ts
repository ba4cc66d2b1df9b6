// Reads decision tables: columns, default outputs and rules.
import type { FeelExpression } from '@grevy/feel';
import type { XmlElement } from '@grevy/xml';
import type { OutputColumn } from '../hit-policy/rule-output.js';
import { DecisionTable, type InputColumn, type Rule } from '../logic/decision-table.js';
import { allRead } from './all-read.js';
import { attribute, child, children, trimmedText } from './element-access.js';
import { readHitPolicy } from './hit-policy.js';
import type { Reading } from './reading.js';

/** UTF-16 units of an input expression that stand for a missing label in the audit. */
const AUDIT_NAME_LENGTH = 30;

/** Reads a `decisionTable`. */
export function readDecisionTable(element: XmlElement, reading: Reading): DecisionTable | undefined {
  const outputElements = children(element, 'output');
  const hitPolicy = readHitPolicy(element, outputElements.length, reading);
  const outputs = allRead(outputElements, (output) => readOutput(output, outputElements.length, reading));
  const inputs = allRead(children(element, 'input'), (input) => readInput(input, reading));
  const defaults = readDefaults(outputElements, outputs, reading);
  const rules = allRead(children(element, 'rule'), (rule) => readRule(rule, reading));
  if (!hitPolicy || !outputs || !inputs || !defaults || !rules) return undefined;
  return new DecisionTable({ inputs, outputs, defaults, rules, hitPolicy });
}

function readOutput(element: XmlElement, columnCount: number, reading: Reading): OutputColumn | undefined {
  const name = attribute(element, 'name');
  const label = attribute(element, 'label');
  if (name === '' && columnCount > 1) {
    return reading.fail(`no output name defined for \`${label === '' ? 'null' : label}\``);
  }
  const values = child(element, 'outputValues');
  const text = values && child(values, 'text');
  return {
    id: attribute(element, 'id'),
    name,
    label,
    priorities: text === undefined ? [] : priorities(trimmedText(text)),
  };
}

/** The listed values: split at every comma, trimmed, without any quotes; empty ones at the end do not count. */
function priorities(text: string): readonly string[] {
  const values = text.split(',');
  while (values.length > 1 && values.at(-1) === '') values.pop();
  return values.map((value) => value.trim().replace(/["']/g, ''));
}

function readInput(element: XmlElement, reading: Reading): InputColumn | undefined {
  const expressionElement = child(element, 'inputExpression');
  const expression = expressionElement && reading.expression(expressionElement);
  if (expression === undefined) return undefined;
  const label = attribute(element, 'label');
  const auditName = label === '' ? expression.text.slice(0, AUDIT_NAME_LENGTH) : label;
  return { id: attribute(element, 'id'), label, auditName, expression };
}

function readDefaults(
  elements: readonly XmlElement[],
  columns: readonly OutputColumn[] | undefined,
  reading: Reading,
): ReadonlyMap<OutputColumn, FeelExpression> | undefined {
  const defaults = new Map<OutputColumn, FeelExpression>();
  let complete = true;
  for (const [index, element] of elements.entries()) {
    const entry = child(element, 'defaultOutputEntry');
    if (entry === undefined) continue;
    const expression = reading.expression(entry);
    const column = columns?.[index];
    if (expression === undefined) complete = false;
    else if (column !== undefined) defaults.set(column, expression);
  }
  return complete ? defaults : undefined;
}

function readRule(element: XmlElement, reading: Reading): Rule | undefined {
  const tests = allRead(children(element, 'inputEntry'), (entry) => reading.unaryTests(entry));
  const outputs = allRead(children(element, 'outputEntry'), (entry) => reading.expression(entry));
  if (!tests || !outputs) return undefined;
  return {
    id: attribute(element, 'id'),
    tests: tests.map((test) => (test === 'any' ? undefined : test)),
    outputs,
  };
}
