// A process instance is migrated while commands for it are on their way: it goes on in the new process, or the client is
// to try again; in either case the log tells the whole state, and nothing is left behind in the end.
import type { Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';
import { strangersIn } from './support/one-definition.js';
import { replayedState } from './support/replay.js';

const OLD = `
process old
  start: startEvent
  sub: subProcess in.local="=1" {
    inner: startEvent
    a: serviceTask type=a
    b: serviceTask type=b
    g1: inner -> a
    g2: a -> b
  }
  late: boundaryEvent attachedTo=sub onMessage=late correlationKey="=key"
  call: callActivity calls=called
  f1: start -> sub
  f2: start -> call
  f3: late -> done
  done: endEvent
`;
const NEW = `
process new
  start: startEvent
  scope: subProcess {
    inner: startEvent
    a: serviceTask type=a
    b2: serviceTask type=b2
    g1: inner -> a
    g2: a -> b2
  }
  late2: boundaryEvent attachedTo=scope onMessage=late correlationKey="=key"
  call2: callActivity calls=called
  after: serviceTask type=after
  f1: start -> scope
  f2: start -> call2
  f3: late2 -> done
  f4: call2 -> after
  done: endEvent
`;
const CALLED = `
process called
  start: startEvent
  d: serviceTask type=d
  f1: start -> d
`;
const MAPPING = { sub: 'scope', a: 'a', b: 'b2', late: 'late2', call: 'call2' };
const CONCURRENT =
  /a concurrent command was executed on the process instance\. Please retry the migration\.$/;

function deployed(maxCommandsInBatch: number): EngineDriver {
  const driver = new EngineDriver({ limits: { maxCommandsInBatch } });
  for (const [name, model] of Object.entries({ CALLED, OLD, NEW })) {
    const resource = new TextEncoder().encode(modelToXml(model));
    expect(driver.deploy([{ resourceName: `${name}.bpmn`, resource }])).toMatchObject({ kind: 'accepted' });
  }
  return driver;
}

function migrate(driver: EngineDriver): ReturnType<EngineDriver['create']> {
  const instance = [...driver.state.elementInstances.entries()].find(
    ([, { value }]) => value.elementId === 'old',
  );
  const target = driver.state.latestProcess('new', '<default>')?.value.processDefinitionKey;
  if (instance === undefined || target === undefined) throw new Error('Expected an instance and a target');
  return driver.send('PROCESS_INSTANCE_MIGRATION', 'MIGRATE', instance[1].key, {
    processInstanceKey: instance[1].key,
    targetProcessDefinitionKey: target,
    mappingInstructions: Object.entries(MAPPING).map(([sourceElementId, targetElementId]) => ({
      sourceElementId,
      targetElementId,
    })),
  });
}

function complete(driver: EngineDriver, type: string): void {
  for (const [key, { value }] of [...driver.state.jobs.entries()]) {
    if (value.type === type) driver.send('JOB', 'COMPLETE', key as Key, {});
  }
}

function jobTypes(driver: EngineDriver): readonly string[] {
  return [...driver.state.jobs.entries()].map(([, { value }]) => value.type).sort();
}

function assertReplay(driver: EngineDriver): void {
  expect(replayedState(driver).tables.dump()).toEqual(driver.state.tables.dump());
}

describe('a migration', () => {
  it('goes on in the new process after a restart', () => {
    // given a migrated process instance
    const driver = deployed(100);
    driver.create('old', '{"key":"k"}');
    expect(migrate(driver)).toMatchObject({ kind: 'accepted' });
    assertReplay(driver);

    // when the engine has only the log and goes on
    driver.restart();
    complete(driver, 'a');
    complete(driver, 'd');

    // then it is in the new process
    expect(jobTypes(driver)).toEqual(['after', 'b2']);
    complete(driver, 'after');
    complete(driver, 'b2');
    assertReplay(driver);
    expect(driver.state.elementInstances.size).toBe(0);
    expect(driver.state.processMessageSubscriptions.table.size).toBe(0);
    expect(driver.state.messageSubscriptions.table.size).toBe(0);
  });

  it('between the commands of completed jobs succeeds or is to be tried again', () => {
    const outcomes = { accepted: 0, rejected: 0 };
    for (let maxCommandsInBatch = 1; maxCommandsInBatch <= 20; maxCommandsInBatch += 1) {
      // given two jobs that are completed, and a migration that comes before some of what follows from it
      const driver = deployed(maxCommandsInBatch);
      driver.create('old', '{"key":"k"}');
      driver.pause();
      complete(driver, 'a');
      complete(driver, 'd');
      migrate(driver);
      driver.resume();

      // when a client whose migration was refused tries again
      const answer = driver.responses.at(-1);
      if (answer === undefined) throw new Error('Expected an answer');
      outcomes[answer.kind] += 1;
      if (answer.kind === 'rejected') {
        expect(answer.reason).toMatch(CONCURRENT);
        expect(migrate(driver)).toMatchObject({ kind: 'accepted' });
      }
      expect(driver.state.elementInstances.size).toBeGreaterThan(0);

      // then all of the process instance is in the new process, ends as all others, and leaves nothing behind
      expect(strangersIn(driver.state)).toEqual([]);
      for (const type of ['b', 'b2', 'after']) complete(driver, type);
      assertReplay(driver);
      expect(driver.state.elementInstances.size).toBe(0);
      expect(driver.state.variables.size).toBe(0);
      expect(driver.state.processMessageSubscriptions.table.size).toBe(0);
      expect(driver.state.messageSubscriptions.table.size).toBe(0);
      expect(driver.records.filter(({ rejectionType }) => rejectionType === 'PROCESSING_ERROR')).toEqual([]);
    }
    expect(outcomes.accepted).toBeGreaterThan(0);
    expect(outcomes.rejected).toBeGreaterThan(0);
  });
});
