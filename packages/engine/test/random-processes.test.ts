// Random processes to which random things happen: every instance ends, nothing is left and nothing is done twice, and
// replaying the log's events gives the state that processing gave. GREVY_RANDOM_RUNS sets how many are tried.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagesCorrelatedTwice, violationsOf } from './support/nothing-twice.js';
import { processArbitrary } from './support/random-block.js';
import { RandomClient, type Roll } from './support/random-client.js';
import { replayedState } from './support/replay.js';
import { TestCluster, type NetworkFaults } from './support/test-cluster.js';

const RUNS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 400);
const TIMEOUT_MS = 60_000 + RUNS * 1_000;
const STEPS = 40;

/** What remains when all has ended: what was deployed. */
const LASTING_TABLES: ReadonlySet<string> = new Set([
  'process-definitions',
  'process-versions',
  'decisions',
  'decision-versions',
  'decision-requirements',
  'decision-requirements-versions',
  'message-start-event-subscriptions',
  'signal-subscriptions',
]);

describe('random processes', { timeout: TIMEOUT_MS }, () => {
  it('end on one partition', () => {
    checkRandomProcesses(1, () => () => [0], { correlatesOnce: true });
  });

  it('end on three partitions whose messages overtake each other', () => {
    checkRandomProcesses(3, (roll) => () => [roll(4)], { correlatesOnce: true });
  });

  it('end on three partitions whose messages get lost, arrive twice or late', () => {
    checkRandomProcesses(3, lossy, { correlatesOnce: false });
  });
});

function lossy(roll: Roll): NetworkFaults {
  return () => {
    const fault = roll(10);
    if (fault < 2) return [];
    if (fault < 4) return [roll(3), roll(8)];
    return [roll(3)];
  };
}

function checkRandomProcesses(
  partitionCount: number,
  faultsOf: (roll: Roll) => NetworkFaults,
  { correlatesOnce }: { readonly correlatesOnce: boolean },
): void {
  fc.assert(
    fc.property(
      processArbitrary,
      fc.infiniteStream(fc.nat(999)),
      fc.integer({ min: 1, max: 120 }),
      (process, dice, maxCommandsInBatch) => {
        const roll: Roll = (below) => (dice.next().value ?? 0) % below;
        const cluster = new TestCluster(partitionCount, { maxCommandsInBatch }, faultsOf(roll));
        const client = new RandomClient(cluster, process, roll);
        expect(client.deploy()).toMatchObject({ kind: 'accepted' });
        for (let step = 0; step < STEPS; step += 1) {
          if (step % 15 === 0) client.create();
          client.step();
          cluster.passRound();
          if (!correlatesOnce && roll(10) === 0) {
            cluster.repeatUnanswered();
            cluster.repeatDistributions();
          }
        }
        cluster.heal();
        client.finish();

        expect(violationsOf(cluster.journal)).toEqual([]);
        if (correlatesOnce) expect(messagesCorrelatedTwice(cluster.journal)).toEqual([]);
        for (const partition of cluster.partitions) {
          const dump = partition.state.tables.dump();
          expect(leftovers(dump)).toEqual([]);
          const replayed = replayedState(partition);
          expect(isDeepStrictEqual(replayed.tables.dump(), dump)).toBe(true);
          expect(replayed.keys.counter).toBe(partition.state.keys.counter);
        }
      },
    ),
    { numRuns: RUNS },
  );
}

function leftovers(dump: ReadonlyMap<string, ReadonlyMap<unknown, unknown>>): readonly string[] {
  return [...dump].filter(([name, rows]) => rows.size > 0 && !LASTING_TABLES.has(name)).map(([name]) => name);
}
