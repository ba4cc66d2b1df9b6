// Runs the recorded results of the reference and compares them as facts/README.md says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compile,
  compileUnaryTests,
  encodeFact,
  feelString,
  fromJson,
  type Evaluation,
  type FeelRuntime,
  type FeelValue,
} from '../src/index.js';

export interface Fact {
  readonly id: string;
  readonly kind: 'expr' | 'unary';
  readonly expression: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
  readonly inputExpression?: string;
  readonly result?: unknown;
  readonly resultString?: string | null;
  readonly warnings?: readonly { type: string; message: string }[];
  readonly failure?: string;
  readonly phase?: 'parse' | 'evaluate';
  readonly unordered?: boolean;
  /** The line itself: numbers of `context` are read from it, not from the parsed object. */
  readonly line: string;
}

const FOLDER = join(import.meta.dirname, 'facts');

export const RUNTIME: FeelRuntime = {
  nowMs: Date.UTC(2024, 1, 29, 13, 14, 15, 678),
  zone: 'Europe/Berlin',
  random: () => 0.5,
};

export function topics(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.slice(0, -'.jsonl'.length));
}

export function factsOf(topic: string): Fact[] {
  return readFileSync(join(FOLDER, `${topic}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ ...(JSON.parse(line) as Fact), line }));
}

export type Outcome =
  | { readonly kind: 'parse failure'; readonly failure: string }
  | { readonly kind: 'evaluation'; readonly evaluation: Evaluation };

export function run(fact: Fact): Outcome {
  const line = fromJson(fact.line, { contextIdentity: 'content' });
  const member = (name: string): FeelValue | undefined =>
    line !== null && typeof line === 'object' && 'get' in line ? line.get(name) : undefined;
  const context = member('context');
  const lookup = (name: string): FeelValue | undefined =>
    context !== undefined && context !== null && typeof context === 'object' && 'get' in context
      ? context.get(name)
      : undefined;
  if (fact.kind === 'expr') {
    const compiled = compile(fact.expression);
    if (!compiled.ok) return { kind: 'parse failure', failure: compiled.failure.message };
    return { kind: 'evaluation', evaluation: compiled.expression.evaluate(lookup, RUNTIME) };
  }
  const compiled = compileUnaryTests(fact.expression);
  if (!compiled.ok) return { kind: 'parse failure', failure: compiled.failure.message };
  let input = member('input') ?? null;
  if (fact.inputExpression !== undefined) {
    const inputCompiled = compile(fact.inputExpression);
    if (!inputCompiled.ok) throw new Error(`input of ${fact.id}: ${inputCompiled.failure.message}`);
    const evaluated = inputCompiled.expression.evaluate(lookup, RUNTIME);
    if (!evaluated.ok) throw new Error(`input of ${fact.id}: ${evaluated.failure}`);
    input = evaluated.value;
  }
  return { kind: 'evaluation', evaluation: compiled.expression.evaluate(lookup, RUNTIME, input) };
}

/** What differs from the recorded result; undefined if nothing does. */
export function difference(fact: Fact, outcome: Outcome): string | undefined {
  if (fact.phase === 'parse' && fact.failure !== undefined)
    return parseDifference(fact.failure, fact, outcome);
  if (outcome.kind === 'parse failure') return `does not parse: ${outcome.failure}`;
  const { evaluation } = outcome;
  const warnings = compareWarnings(fact, evaluation);
  if (fact.failure !== undefined) {
    if (evaluation.ok) return `no failure but ${JSON.stringify(encodeFact(evaluation.value))}`;
    const order = (text: string): string => (fact.unordered === true ? sorted(text) : text);
    if (!sameFailure(order(fact.failure), order(evaluation.failure))) return `failure: ${evaluation.failure}`;
    return warnings;
  }
  if (!evaluation.ok) return `failure: ${evaluation.failure}`;
  const encoded: unknown = JSON.parse(JSON.stringify(encodeFact(evaluation.value)));
  const unordered = fact.unordered === true;
  if (!sameResult(encoded, fact.result, unordered)) return `result: ${JSON.stringify(encoded)}`;
  const text = feelString(evaluation.value);
  if (!sameText(text, fact.resultString ?? null, unordered)) return `text: ${String(text)}`;
  return warnings;
}

function parseDifference(expected: string, fact: Fact, outcome: Outcome): string | undefined {
  if (outcome.kind !== 'parse failure') return `parses: ${JSON.stringify(outcome.evaluation)}`;
  const prefix = `failed to parse expression '${fact.expression}': `;
  const same = expected.startsWith(prefix)
    ? outcome.failure.startsWith(prefix)
    : outcome.failure === expected;
  return same ? undefined : `parse failure: ${outcome.failure}`;
}

function compareWarnings(fact: Fact, evaluation: Evaluation): string | undefined {
  const show = (list: readonly { type: string; message: string }[]): string[] =>
    list.map(({ type, message }) => `[${type}] ${fact.unordered === true ? sorted(message) : message}`);
  const actual = show(evaluation.warnings);
  const same = JSON.stringify(actual) === JSON.stringify(show(fact.warnings ?? []));
  return same ? undefined : `warnings: ${actual.join('; ')}`;
}

/** With a Java exception in the text only the fact of failing counts. */
function sameFailure(expected: string, actual: string): boolean {
  const exception = /^(.*?' : )(java|scala)\./s.exec(expected);
  return exception === null ? expected === actual : actual.startsWith(exception[1] ?? '');
}

function sorted(text: string): string {
  return [...text].sort().join('');
}

function sameText(left: string | null, right: string | null, unordered: boolean): boolean {
  if (left === null || right === null) return left === right;
  const written = left.replace(/\p{Surrogate}/gu, '?');
  return unordered ? sorted(written) === sorted(right) : written === right;
}

function sameResult(left: unknown, right: unknown, unordered: boolean): boolean {
  return canonical(left, unordered) === canonical(right, unordered);
}

function canonical(value: unknown, unordered: boolean): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, unordered));
    return `[${(unordered ? items.sort() : items).join(',')}]`;
  }
  if (typeof value === 'string' && unordered) return sorted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, unordered)}`)
    .sort()
    .join(',')}}`;
}
