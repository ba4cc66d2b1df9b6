// What transcripts cannot show about resources: files that are no text, and models that a restarted engine reads again.
import { makeKey, NO_KEY, VALUE_TYPES, type AnyRecord, type ValueOf } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { Engine, EngineState } from '../src/index.js';
import { DecisionModels } from '../src/state/decision-models.js';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

const NAMESPACE = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const DMN = `<definitions xmlns="${NAMESPACE}" id="graph" name="Graph" namespace="http://grevy.test">
  <decision id="one" name="One"><literalExpression id="l"><text>x + 1</text></literalExpression></decision>
</definitions>`;

const EVALUATION = VALUE_TYPES.DECISION_EVALUATION.value.create({ decisionId: 'one' });

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function deployForm(resource: Uint8Array) {
  return new EngineDriver().deploy([{ resourceName: 'a.form', resource }]);
}

it('a refused deployment leaves no model behind', () => {
  // given a process, a graph and a file that is refused
  const driver = new EngineDriver();
  const resources = [
    { resourceName: 'p.bpmn', resource: bytes(modelToXml('process p\nstart: startEvent')) },
    { resourceName: 'a.dmn', resource: bytes(DMN) },
    { resourceName: 'notes.txt', resource: bytes('') },
  ];

  // when they are deployed
  expect(driver.deploy(resources)).toMatchObject({ kind: 'rejected', rejectionType: 'INVALID_ARGUMENT' });

  // then nothing is known under the keys that the rejection shows
  const { value } = driver.records.at(-1) as { value: ValueOf<'DEPLOYMENT'> };
  const [process] = value.processesMetadata;
  const [graph] = value.decisionRequirementsMetadata;
  const { processModels, decisionModels } = driver.state;
  expect(() => processModels.get(process?.processDefinitionKey ?? NO_KEY)).toThrow('to be deployed');
  expect(graph).toMatchObject({ decisionRequirementsVersion: 1 });
  expect(decisionModels.get(graph?.decisionRequirementsKey ?? NO_KEY)).toBeUndefined();
});

it('processes that may loop without waiting are accepted if the engine is told so', () => {
  // given a task that follows itself
  const model = 'process p\nstart: startEvent\nloop: task\nf: start -> loop\ng: loop -> loop';
  const resources = [{ resourceName: 'p.bpmn', resource: bytes(modelToXml(model)) }];

  // when it is deployed, then only an engine that refuses such processes does so
  const refused = new EngineDriver().deploy(resources);
  const accepted = new EngineDriver({ environment: { allowsStraightThroughLoops: true } }).deploy(resources);
  expect(refused).toMatchObject({ kind: 'rejected', rejectionType: 'INVALID_ARGUMENT' });
  expect(accepted).toMatchObject({ kind: 'accepted' });
});

describe('forms', () => {
  it('may begin with a byte order mark', () => {
    expect(deployForm(bytes('\u{feff}{"id":"a"}'))).toMatchObject({
      kind: 'accepted',
      record: { value: { formMetadata: [{ formId: 'a' }] } },
    });
  });

  it('have the last of several ids', () => {
    expect(deployForm(bytes('{"id":"a","id":"b"}'))).toMatchObject({
      record: { value: { formMetadata: [{ formId: 'b' }] } },
    });
  });

  it('are refused when they are not UTF-8', () => {
    expect(deployForm(Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining("'a.form': Expected the file to be encoded in UTF-8") as string,
    });
  });

  it('are refused when an integer is too large', () => {
    expect(deployForm(bytes('{"id":"a","max":99999999999999999999}'))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining("'a.form': Expected integers from -2^63 to 2^64-1") as string,
    });
  });
});

describe('decisions', () => {
  const driver = new EngineDriver();
  driver.deploy([{ resourceName: 'a.dmn', resource: bytes(DMN) }]);

  /** Evaluates the decision in a new engine that has replayed these records. */
  function evaluateAfter(records: readonly AnyRecord[]) {
    const engine = new Engine(new EngineState(1), driver.engine.environment);
    for (const record of records) engine.replay(record);
    const last = records[records.length - 1];
    if (last === undefined) throw new Error('Expected the log to have records');
    const command: AnyRecord = {
      ...last,
      position: last.position + 1,
      recordType: 'COMMAND',
      valueType: 'DECISION_EVALUATION',
      intent: 'EVALUATE',
      key: NO_KEY,
      recordVersion: 1,
      value: { ...EVALUATION, variables: '{"x":1}' as typeof EVALUATION.variables },
    };
    return engine.process(command, last.position + 2, driver.now, 1).responses[0];
  }

  it('are read again from the stored resource', () => {
    expect(evaluateAfter(driver.records)).toMatchObject({
      record: { intent: 'EVALUATED', value: { decisionOutput: '2' } },
    });
  });

  it('fail when the stored resource is not valid', () => {
    const records = driver.records.map((record) =>
      record.valueType === 'DECISION_REQUIREMENTS'
        ? { ...record, value: { ...record.value, resource: bytes('<definitions') } }
        : record,
    );
    expect(evaluateAfter(records)).toMatchObject({
      record: {
        intent: 'FAILED',
        value: {
          evaluationFailureMessage:
            "Expected to evaluate decision 'one', but the decision requirements graph is invalid",
          failedDecisionId: 'one',
        },
      },
    });
  });
});

describe('the models of decisions', () => {
  it('are parsed anew when others were used since', () => {
    const read: number[] = [];
    const models = new DecisionModels((key) => {
      read.push(Number(key));
      return bytes(DMN);
    }, 2);
    const [one, two, three] = [makeKey(1, 1), makeKey(1, 2), makeKey(1, 3)];

    for (const key of [one, two, one, three, one, two]) models.get(key);

    expect(read).toEqual([one, two, three, two].map(Number));
  });
});
