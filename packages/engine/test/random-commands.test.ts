// Any command with any key, again and again, while random processes run: every one is accepted or rejected, none breaks
// the engine; replaying gives the same state; and when all instances have been ended nothing is left of them.
// GREVY_RANDOM_RUNS sets how many are tried.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostileClient } from './support/hostile-client.js';
import { leftovers, violationsOf } from './support/nothing-twice.js';
import { processArbitrary } from './support/random-block.js';
import { RandomClient, type Roll } from './support/random-client.js';
import { replayedState } from './support/replay.js';
import { TestCluster } from './support/test-cluster.js';

const RUNS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 300);
const STEPS = 60;

/** Commands that many runs must have seen accepted, and rejected; with few runs some may be missing. */
const EXPECTED = [
  'JOB COMPLETE',
  'JOB FAIL',
  'JOB THROW_ERROR',
  'JOB UPDATE_RETRIES',
  'JOB UPDATE_TIMEOUT',
  'JOB_BATCH ACTIVATE',
  'INCIDENT RESOLVE',
  'VARIABLE_DOCUMENT UPDATE',
  'PROCESS_INSTANCE_CREATION CREATE',
  'PROCESS_INSTANCE_MIGRATION MIGRATE',
  'PROCESS_INSTANCE_MODIFICATION MODIFY',
  'PROCESS_INSTANCE CANCEL',
  'MESSAGE PUBLISH',
  'DECISION_EVALUATION EVALUATE',
  'RESOURCE_DELETION DELETE',
  'DEPLOYMENT CREATE',
];

/** Some are rare: the second message of an id, a job whose lease is still running when its time-out is changed. */
const RUNS_THAT_REACH_ALL = 1_000;

describe('random commands', { timeout: 60_000 + RUNS * 1_000 }, () => {
  it.each([1, 3])('break nothing on %i partitions', (partitionCount) => {
    const accepted = new Set<string>();
    const rejected = new Set<string>();
    fc.assert(
      fc.property(
        processArbitrary,
        fc.infiniteStream(fc.nat(9_999)),
        fc.integer({ min: 1, max: 120 }),
        (process, dice, maxCommandsInBatch) => {
          const roll: Roll = (below) => (dice.next().value ?? 0) % below;
          const cluster = new TestCluster(partitionCount, { maxCommandsInBatch }, () => [roll(3)]);
          const client = new RandomClient(cluster, process, roll);
          const hostile = new HostileClient(cluster, roll);
          expect(client.deploy()).toMatchObject({ kind: 'accepted' });
          for (let step = 0; step < STEPS; step += 1) {
            if (step % 15 === 0) client.create();
            if (step % 3 === 0) client.step();
            else hostile.step();
            cluster.passRound();
          }
          cluster.heal();
          // Some could go on for ever: their decision is gone, a modification has taken the token that a join awaits.
          client.finish(() => hostile.cancelAll());

          expect(violationsOf(cluster.journal)).toEqual([]);
          for (const partition of cluster.partitions) {
            const dump = partition.state.tables.dump();
            expect(leftovers(dump)).toEqual([]);
            const replayed = replayedState(partition);
            expect(isDeepStrictEqual(replayed.tables.dump(), dump)).toBe(true);
            expect(replayed.keys.counter).toBe(partition.state.keys.counter);
          }
          for (const command of hostile.outcomes.accepted) accepted.add(command);
          for (const command of hostile.outcomes.rejected) rejected.add(command);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    if (RUNS >= RUNS_THAT_REACH_ALL) {
      expect(EXPECTED.filter((command) => !accepted.has(command))).toEqual([]);
      expect(EXPECTED.filter((command) => !rejected.has(command))).toEqual([]);
    }
  });
});
