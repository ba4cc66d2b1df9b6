// The DMN Technology Compatibility Kit, if it is there: it stays outside of the repository. Beside the test
// cases lies a list of what the reference gives for each of them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, contextOf, encodeFact, type FeelValue, type Json } from '@grevy/feel';
import { parseXml, XSI_NAMESPACE, type XmlElement } from '@grevy/xml';
import { RUNTIME } from './facts.js';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const RESULTS = 'dmn-scala-1.9.0.csv';

/** Where the kit may be: `$GREVY_SHARED/dmn-tck`, or in a folder `shared` beside the repository. */
export const TCK_FOLDER: string | undefined = [
  process.env['GREVY_SHARED'],
  join(REPOSITORY, '../shared'),
  join(REPOSITORY, '../../shared'),
]
  .filter((folder) => folder !== undefined)
  .map((folder) => join(folder, 'dmn-tck'))
  .find((folder) => existsSync(join(folder, RESULTS)));

export interface TckCase {
  readonly directory: string;
  readonly file: string;
  readonly testId: string;
  /** The name of the decision. */
  readonly resultNode: string;
  readonly status: 'PASS' | 'FAIL' | 'ERROR';
  /** What the reference gives: a fact, or `failure: …` or `model: …`. */
  readonly value: string;
}

export function tckCases(folder: string): readonly TckCase[] {
  const [header = [], ...rows] = parseCsv(readFileSync(join(folder, RESULTS), 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])) as never);
}

function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n\r]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

export interface TckTestFile {
  readonly model: Uint8Array;
  /** The input variables of a test. */
  inputs(testId: string): ReadonlyMap<string, FeelValue>;
  /** The value, as a fact, that the kit expects of a decision. */
  expected(testId: string, resultNode: string): Json;
}

/** Reads the test file, and its model, that a case is of. */
export function readTckFile(folder: string, tckCase: TckCase | undefined): TckTestFile {
  if (tckCase === undefined) throw new Error('There is no such file');
  const { directory, file } = tckCase;
  const path = join(folder, 'TestCases', directory);
  const parsed = parseXml(readFileSync(join(path, `${file}.xml`)));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.fatal.message}`);
  const { root } = parsed.document;
  const modelName = named(root, 'modelName')[0]?.text().trim() ?? '';
  const testNamed = (id: string): XmlElement => {
    const test = named(root, 'testCase').find((candidate) => candidate.attribute('id') === id);
    if (test === undefined) throw new Error(`${file} has no test ${id}`);
    return test;
  };
  return {
    model: readFileSync(join(path, modelName)),
    inputs: (testId) =>
      new Map(
        named(testNamed(testId), 'inputNode').map((input) => [input.attribute('name') ?? '', valueOf(input)]),
      ),
    expected: (testId, resultNode) => {
      const result = named(testNamed(testId), 'resultNode').find(
        (candidate) => candidate.attribute('name') === resultNode,
      );
      const [expected] = result === undefined ? [] : named(result, 'expected');
      if (expected === undefined) throw new Error(`${file} expects nothing of ${resultNode}`);
      return encodeFact(valueOf(expected));
    },
  };
}

function named(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.localName === name);
}

/** The value that an element holds as `value`, `list` or `component`s. */
function valueOf(element: XmlElement): FeelValue {
  const [list] = named(element, 'list');
  if (list !== undefined) return named(list, 'item').map(valueOf);
  const components = named(element, 'component');
  if (components.length > 0) {
    return contextOf(components.map((component) => [component.attribute('name') ?? '', valueOf(component)]));
  }
  const [value] = named(element, 'value');
  if (value === undefined || value.attribute('nil', XSI_NAMESPACE) === 'true') return null;
  return typedValue(value.text(), value.attribute('type', XSI_NAMESPACE) ?? 'xsd:string');
}

function typedValue(text: string, type: string): FeelValue {
  switch (type) {
    case 'xsd:decimal':
    case 'xsd:double':
    case 'xsd:boolean':
      return evaluated(text.trim());
    case 'xsd:date':
    case 'xsd:time':
    case 'xsd:duration':
      return evaluated(`${type.slice('xsd:'.length)}("${text.trim()}")`);
    case 'xsd:dateTime':
      return evaluated(`date and time("${text.trim()}")`);
    default:
      return text;
  }
}

function evaluated(text: string): FeelValue {
  const compiled = compile(text);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const evaluation = compiled.expression.evaluate(() => undefined, RUNTIME);
  if (!evaluation.ok) throw new Error(evaluation.failure);
  return evaluation.value;
}

/** Whether two facts are the same value: numbers within the relative tolerance of the kit. */
export function matches(actual: Json, expected: Json): boolean {
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) {
    return actual === expected;
  }
  const actualNumber = numberOf(actual);
  const expectedNumber = numberOf(expected);
  if (actualNumber !== undefined && expectedNumber !== undefined) {
    return Math.abs(actualNumber - expectedNumber) <= 1e-8 * Math.abs(expectedNumber);
  }
  const actualEntries = Object.entries(actual);
  if (actualEntries.length !== Object.keys(expected).length) return false;
  return actualEntries.every(([key, value]) => key in expected && matches(value, expected[key as never]));
}

function numberOf(fact: object): number | undefined {
  return 'number' in fact ? Number(fact.number) : undefined;
}
