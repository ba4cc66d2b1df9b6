// Every case of the DMN Technology Compatibility Kit that the reference passes must give the same value.
import type { Json } from '@grevy/feel';
import { describe, expect, it } from 'vitest';
import { encodeDecisionResult } from '../src/facts-encoding.js';
import { evaluateDecision, readDmn } from '../src/index.js';
import { RUNTIME } from './facts.js';
import { matches, readTckFile, TCK_FOLDER, tckCases, type TckCase, type TckTestFile } from './tck.js';

/** Length from which values of the list are cut off. */
const CUT_LENGTH = 4000;

const folder = TCK_FOLDER;
if (folder === undefined) {
  console.log(
    'The DMN TCK is not there ($GREVY_SHARED/dmn-tck or ../shared/dmn-tck): its cases are skipped.',
  );
}

describe.skipIf(folder === undefined)('DMN TCK', () => {
  const cases = folder === undefined ? [] : tckCases(folder);
  const passed = cases.filter(({ status }) => status === 'PASS');
  const fileOf = ({ directory, file }: TckCase) => `${directory}/${file}`;

  it.each([...new Set(passed.map(fileOf))])('%s', (name) => {
    const ofFile = passed.filter((tckCase) => fileOf(tckCase) === name);
    const file = readTckFile(folder ?? '', ofFile[0]);
    const evaluate = evaluator(file);
    const wrong = ofFile.flatMap((tckCase) => {
      const actual = evaluate(tckCase);
      return agrees(actual, tckCase, file) ? [] : [{ ...tckCase, actual }];
    });
    expect(wrong).toEqual([]);
  });
});

/** Gives the result of a case as a fact, or `failure: …` or `model: …`. */
function evaluator({ model: bytes, inputs }: TckTestFile): (tckCase: TckCase) => Json {
  const read = readDmn(bytes);
  if (!read.ok) return () => `model: ${read.failure}`;
  const { model } = read;
  return ({ resultNode, testId }) => {
    const decision = model.decisions.find(({ name }) => name === resultNode);
    const variables = inputs(testId);
    const lookup = (name: string) => variables.get(name);
    const evaluation = evaluateDecision(model, decision ?? resultNode, lookup, RUNTIME);
    return evaluation.ok ? encodeDecisionResult(evaluation.value) : `failure: ${evaluation.message}`;
  };
}

function agrees(actual: Json, { value, testId, resultNode }: TckCase, file: TckTestFile): boolean {
  const failure = /^(failure|model): /.exec(value);
  if (failure !== null) return typeof actual === 'string' && actual.startsWith(failure[0]);
  // The list cuts long values off; the reference passed, so its value is the expected one.
  const isCut = value.length >= CUT_LENGTH;
  return matches(actual, isCut ? file.expected(testId, resultNode) : (JSON.parse(value) as Json));
}
