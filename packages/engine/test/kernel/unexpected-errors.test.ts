// Errors that no handler expects: batches that are too large, and bugs (spec 10 §1.2.2, §1.5).
import { NO_KEY } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { EngineDriver } from '../support/engine-driver.js';
import { modelToXml } from '../support/model-language.js';
import { recordLine } from '../support/transcript-lines.js';

const ONE_TASK = `
process p
  start: startEvent
  task: serviceTask type=work in.copy="=big"
  end: endEvent
  f1: start -> task
  f2: task -> end
`;

const SEQUENCE = `
process p
  start: startEvent
  a: task
  b: task
  c: task
  end: endEvent
  f1: start -> a
  f2: a -> b
  f3: b -> c
  f4: c -> end
`;

function deploy(driver: EngineDriver, model: string): void {
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(model)) }]);
}

function lines(driver: EngineDriver, from: number): string[] {
  return driver.records.slice(from).map(recordLine);
}

describe('a batch', () => {
  it('holds a hundred commands at the most; what follows is processed in batches of its own', () => {
    const driver = new EngineDriver();
    const tasks = Array.from(
      { length: 60 },
      (_, i) => `t${i}: task\nf${i}: ${i === 0 ? 'start' : `t${i - 1}`} -> t${i}`,
    );
    deploy(driver, `process p\nstart: startEvent\n${tasks.join('\n')}`);
    const from = driver.records.length;
    driver.create('p');
    const written = driver.records.slice(from);
    const inFirstBatch = written.filter(
      ({ recordType, processedInBatch }) => recordType === 'COMMAND' && processedInBatch,
    );
    const [create] = written;
    const ofCreate = inFirstBatch.filter(
      ({ sourceRecordPosition }) => sourceRecordPosition === create?.position,
    );
    expect(ofCreate).toHaveLength(99);
    expect(driver.state.elementInstances.size).toBe(0);
  });
});

describe('a batch that is too large', () => {
  it('is split: the same records come in more batches', () => {
    const small = new EngineDriver({ limits: { maxBatchBytes: 6_000 } });
    const large = new EngineDriver();
    for (const driver of [small, large]) {
      deploy(driver, SEQUENCE);
      driver.create('p');
    }
    const sources = (driver: EngineDriver) =>
      new Set(driver.records.map(({ sourceRecordPosition }) => sourceRecordPosition)).size;
    expect(sources(small)).toBeGreaterThan(sources(large));
    expect(small.state.elementInstances.size).toBe(0);
    expect([...lines(small, 0)].sort()).toEqual([...lines(large, 0)].sort());
  });

  it('is rejected when the first command alone does not fit, and leaves nothing behind', () => {
    const driver = new EngineDriver({ limits: { maxBatchBytes: 4_000 } });
    deploy(driver, ONE_TASK);
    const before = {
      records: driver.records.length,
      keys: driver.state.keys.counter,
      dump: driver.state.tables.dump(),
    };
    const answer = driver.create('p', `{"big":"${'x'.repeat(5_000)}"}`);
    expect(answer).toMatchObject({
      kind: 'rejected',
      rejectionType: 'EXCEEDED_BATCH_RECORD_SIZE',
      reason: '',
    });
    expect(driver.records.slice(before.records).map(({ recordType }) => recordType)).toEqual([
      'COMMAND',
      'COMMAND_REJECTION',
    ]);
    expect(driver.state.keys.counter).toBe(before.keys);
    expect(driver.state.tables.dump()).toEqual(before.dump);
  });

  it('raises an incident when the records of one element do not fit, and goes on when it is resolved', () => {
    const driver = new EngineDriver({ limits: { maxBatchBytes: 5_500 } });
    deploy(driver, ONE_TASK.replace('"=big"', '"=big + big + big"'));
    driver.create('p', `{"big":"${'x'.repeat(2_000)}"}`);
    const [key, incident] = [...driver.state.incidents.entries()][0] ?? [];
    expect(incident?.value).toMatchObject({
      errorType: 'MESSAGE_SIZE_EXCEEDED',
      elementId: 'task',
      errorMessage:
        "Expected to process element 'task', but exceeded MAX_MESSAGE_SIZE limitation. If you have large or many variables consider reducing these.",
    });

    expect(driver.records.some(({ recordType }) => recordType === 'COMMAND_REJECTION')).toBe(false);
    expect(driver.state.bannedInstances.size).toBe(0);

    const scopeKey = incident?.value.processInstanceKey ?? NO_KEY;
    driver.send('VARIABLE_DOCUMENT', 'UPDATE', NO_KEY, { scopeKey, variables: '{"big":"x"}' as never });
    driver.send('INCIDENT', 'RESOLVE', key as never, {});
    expect(driver.state.jobs.size).toBe(1);
  });
});

describe('an unexpected exception', () => {
  const broken = {
    streamFor: () => {
      throw new Error('broken on purpose');
    },
  };

  it('in a batch that a client began: everything is rolled back and the client is told', () => {
    const driver = new EngineDriver({ environment: { jobStreams: broken } });
    deploy(driver, ONE_TASK);
    const keys = driver.state.keys.counter;
    const answer = driver.create('p', '{"big":1}');
    expect(answer).toMatchObject({ kind: 'rejected', rejectionType: 'PROCESSING_ERROR' });
    expect(answer?.kind === 'rejected' ? answer.reason : '').toMatch(
      /^Expected to process record '.*' without errors, but exception occurred with message 'broken on purpose'\.$/s,
    );
    expect(driver.state.elementInstances.size).toBe(0);
    expect(driver.state.keys.counter).toBe(keys);
    expect(driver.state.bannedInstances.size).toBe(0);
  });

  it('in a batch that an element command began: the process instance is banned, its commands are dropped', () => {
    const driver = new EngineDriver({
      limits: { maxCommandsInBatch: 1 },
      environment: { jobStreams: broken },
    });
    deploy(driver, ONE_TASK);
    const before = driver.records.length;
    driver.create('p', '{"big":1}');
    const [rejection, error] = driver.records.slice(-2);
    expect(rejection).toMatchObject({
      recordType: 'COMMAND_REJECTION',
      valueType: 'PROCESS_INSTANCE',
      intent: 'ACTIVATE_ELEMENT',
      rejectionType: 'PROCESSING_ERROR',
    });
    expect(error).toMatchObject({
      recordType: 'EVENT',
      valueType: 'ERROR',
      intent: 'CREATED',
      key: rejection?.key,
    });
    expect(error?.value).toMatchObject({
      exceptionMessage: 'broken on purpose',
      errorEventPosition: rejection?.sourceRecordPosition,
    });
    expect(driver.state.bannedInstances.size).toBe(1);

    const instance = driver.records[before + 2]?.key ?? NO_KEY;
    const banned = driver.records.length;
    expect(driver.send('PROCESS_INSTANCE', 'CANCEL', instance, {})).toMatchObject({ kind: 'accepted' });
    expect(lines(driver, banned).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'C PROCESS_INSTANCE CANCEL',
      'C PROCESS_INSTANCE TERMINATE_ELEMENT',
    ]);
  });
});
