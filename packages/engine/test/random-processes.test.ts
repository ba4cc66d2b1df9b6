// Random processes with random outcomes of their jobs: every instance ends, and replaying the log's events gives the
// state that processing gave. GREVY_RANDOM_RUNS sets how many are tried.
import fc from 'fast-check';
import { isKey, NO_KEY, type EMPTY_DOCUMENT, type Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import type { EngineDriver } from './support/engine-driver.js';
import { broadcast, publish } from './support/event-steps.js';
import { blockArbitrary, resourcesOf, type Block } from './support/random-process.js';
import { replayedState } from './support/replay.js';
import { TestCluster } from './support/test-cluster.js';

const RUNS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 300);

/** A bound for the loop below, far above what any of the models needs. */
const MAX_STEPS = 20_000;

describe('random processes', { timeout: 300_000 }, () => {
  it('end, and replay gives the same state', () => {
    fc.assert(
      fc.property(
        blockArbitrary,
        fc.infiniteStream(fc.nat(99)),
        fc.integer({ min: 1, max: 120 }),
        (block, dice, limit) => {
          const cluster = startedCluster(1, block, limit);
          const driver = cluster.partition(1);
          const halfway = { records: 0, dump: driver.state.tables.dump() };
          for (let step = 0; step < MAX_STEPS && driver.state.elementInstances.size > 0; step += 1) {
            takeStep(cluster, () => dice.next().value ?? 0);
            if (step === 5) {
              halfway.records = driver.records.length;
              halfway.dump = driver.state.tables.dump();
            }
          }

          expectNothingLeft(cluster);
          const replayed = replayedState(driver);
          expect(replayed.tables.dump()).toEqual(driver.state.tables.dump());
          expect(replayed.keys.counter).toBe(driver.state.keys.counter);
          if (halfway.records > 0) {
            expect(replayedState(driver, halfway.records).tables.dump()).toEqual(halfway.dump);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('end on three partitions between which commands get lost', () => {
    fc.assert(
      fc.property(blockArbitrary, fc.infiniteStream(fc.nat(99)), (block, dice) => {
        const roll = () => dice.next().value ?? 0;
        const cluster = startedCluster(3, block, 100);
        const { elementInstances } = cluster.partition(1).state;
        for (let step = 0; step < MAX_STEPS && elementInstances.size > 0; step += 1) {
          cluster.hold();
          takeStep(cluster, roll);
          while (cluster.underway > 0) {
            if (roll() < 30) cluster.loseNext();
            else cluster.deliverNext();
          }
          if (roll() < 30) cluster.repeatUnanswered();
        }
        cluster.release();
        // What was lost last is repeated; an answer may bring a further message, which gets an answer too.
        for (let round = 0; round < 5; round += 1) cluster.repeatUnanswered();

        expectNothingLeft(cluster);
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

function startedCluster(partitionCount: number, block: Block, maxCommandsInBatch: number): TestCluster {
  const cluster = new TestCluster(partitionCount, { maxCommandsInBatch });
  const driver = cluster.partition(1);
  const deployed = driver.deploy(resourcesOf(block));
  expect(deployed).toMatchObject({ kind: 'accepted' });
  driver.create('random', '{"x":1,"key":"a"}');
  driver.create('random', '{"key":"b"}');
  cluster.deliver();
  return cluster;
}

/** All instances have ended, and nothing waits any more for what cannot come. */
function expectNothingLeft(cluster: TestCluster): void {
  cluster.advance(120_000);
  for (const { state } of cluster.partitions) {
    expect(state.elementInstances.size).toBe(0);
    expect(state.jobs.size).toBe(0);
    expect(state.variables.size).toBe(0);
    expect(state.incidents.size).toBe(0);
    expect(state.timers.table.size).toBe(0);
    expect(state.processMessageSubscriptions.table.size).toBe(0);
    expect(state.messageSubscriptions.table.size).toBe(0);
    expect(state.signalSubscriptions.table.size).toBe(0);
    expect(state.messages.table.size).toBe(0);
  }
}

/** One thing that a client or the clock may do next. */
function takeStep(cluster: TestCluster, roll: () => number): void {
  const driver = cluster.partition(1);
  const { state } = driver;
  if (roll() < 40) {
    bringEvent(cluster, roll);
    return;
  }
  const incident = firstKey(state.incidents.entries());
  if (incident !== undefined && roll() < 60) {
    const value = state.incidents.get(incident)?.value;
    const job = value?.jobKey ?? NO_KEY;
    if (job > 0) driver.send('JOB', 'UPDATE_RETRIES', job, { retries: 2 });
    else setVariable(driver, value?.elementInstanceKey ?? NO_KEY);
    driver.send('INCIDENT', 'RESOLVE', incident, {});
    return;
  }
  const job = firstKey(state.jobs.entries());
  if (job === undefined) {
    cluster.advance(300);
    return;
  }
  const outcome = roll();
  if (outcome < 50) driver.send('JOB', 'COMPLETE', job, { variables: `{"x":${roll() % 4}}` as never });
  else if (outcome < 60) driver.send('JOB', 'FAIL', job, { retries: 1 });
  else if (outcome < 70) driver.send('JOB', 'FAIL', job, { retries: 1, retryBackoff: 500 });
  else if (outcome < 80) driver.send('JOB', 'FAIL', job, { retries: 0, errorMessage: 'no' });
  else if (outcome < 86) driver.send('JOB', 'THROW_ERROR', job, { errorCode: 'E' });
  else if (outcome < 96) {
    const type = outcome % 2 === 0 ? 'work' : 'io.camunda.zeebe:userTask';
    driver.send('JOB_BATCH', 'ACTIVATE', NO_KEY, { type, worker: 'w', timeout: 800, maxJobsToActivate: 5 });
    cluster.advance(roll() * 20);
  } else {
    const root = firstKey(state.elementInstances.entries());
    if (root !== undefined) driver.send('PROCESS_INSTANCE', 'CANCEL', root, {});
  }
}

/** With it the decision that has failed succeeds. */
function setVariable(driver: EngineDriver, scopeKey: Key): void {
  const variables = '{"x":1}' as typeof EMPTY_DOCUMENT;
  driver.send('VARIABLE_DOCUMENT', 'UPDATE', NO_KEY, { scopeKey, updateSemantics: 'PROPAGATE', variables });
}

/** A message or a signal that something waits for, or time. */
function bringEvent(cluster: TestCluster, roll: () => number): void {
  const { state } = cluster.partition(1);
  const message = atRandom([...state.processMessageSubscriptions.table.entries()], roll)?.[1].value;
  const signal = atRandom([...state.signalSubscriptions.table.entries()], roll)?.[1].value;
  if (message !== undefined && roll() < 50) {
    const ttl = roll() < 50 ? 0 : 60_000;
    publish(cluster, [message.messageName, message.correlationKey, `ttl=${ttl}`, `{"x":${roll() % 4}}`]);
  } else if (signal !== undefined && roll() < 50) {
    broadcast(cluster.partition(1), [signal.signalName, `{"x":${roll() % 4}}`]);
  } else {
    cluster.advance(roll() * 10);
  }
}

function atRandom<T>(items: readonly T[], roll: () => number): T | undefined {
  return items[roll() % Math.max(items.length, 1)];
}

function firstKey(entries: Iterable<readonly [number, unknown]>): Key | undefined {
  for (const [key] of entries) if (isKey(key)) return key;
  return undefined;
}
