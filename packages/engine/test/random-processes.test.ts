// Random processes with random outcomes of their jobs: every instance ends, and replaying the log's events gives the
// state that processing gave. GREVY_RANDOM_RUNS sets how many are tried.
import fc from 'fast-check';
import { isKey, NO_KEY, type EMPTY_DOCUMENT, type Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { blockArbitrary, resourcesOf } from './support/random-process.js';
import { replayedState } from './support/replay.js';

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
          const driver = new EngineDriver({ limits: { maxCommandsInBatch: limit } });
          const deployed = driver.deploy(resourcesOf(block));
          expect(deployed).toMatchObject({ kind: 'accepted' });
          driver.create('random', '{"x":1}');
          driver.create('random', '{}');

          const halfway = { records: 0, dump: driver.state.tables.dump() };
          for (let step = 0; step < MAX_STEPS && driver.state.elementInstances.size > 0; step += 1) {
            takeStep(driver, () => dice.next().value ?? 0);
            if (step === 5) {
              halfway.records = driver.records.length;
              halfway.dump = driver.state.tables.dump();
            }
          }

          expect(driver.state.elementInstances.size).toBe(0);
          expect(driver.state.jobs.size).toBe(0);
          expect(driver.state.variables.size).toBe(0);
          expect(driver.state.incidents.size).toBe(0);
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
});

/** One thing that a client or the clock may do next. */
function takeStep(driver: EngineDriver, roll: () => number): void {
  const { state } = driver;
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
    driver.advance(1_000);
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
    driver.advance(roll() * 20);
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

function firstKey(entries: Iterable<readonly [number, unknown]>): Key | undefined {
  for (const [key] of entries) if (isKey(key)) return key;
  return undefined;
}
