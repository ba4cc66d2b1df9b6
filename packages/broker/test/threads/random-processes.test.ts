// Random processes on partitions in threads, over links that lose, delay, repeat and reorder: every instance ends, nothing
// is left and nothing is done twice, and what the threads write as checkpoints is what their logs give when they are
// replayed.
// GREVY_RANDOM_RUNS sets how many processes are tried, one after the other on the same partitions.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_LIMITS, Engine, EngineState, NO_JOB_STREAMS } from '@grevy/engine';
import { LocalLog } from '@grevy/log';
import { CheckpointStore } from '@grevy/store';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { leftovers, violationsOf } from '../../../engine/test/support/nothing-twice.js';
import { processArbitrary } from '../../../engine/test/support/random-block.js';
import { RandomClient, type Roll } from '../../../engine/test/support/random-client.js';
import { recover } from '../../src/partition/recovery.js';
import { FaultyLinks } from './faulty-links.js';
import { ThreadedCluster } from './threaded-cluster.js';

const RUNS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 30);
const STEPS = 30;
const PARTITIONS = 3;

const directory = mkdtempSync(join(tmpdir(), 'grevy-threads-'));
let cluster: ThreadedCluster | undefined;
afterEach(async () => {
  await cluster?.close();
  rmSync(directory, { recursive: true, force: true });
});

it('random processes end on partitions in threads', { timeout: 60_000 + RUNS * 10_000 }, async () => {
  let roll: Roll = () => 0;
  const links = new FaultyLinks((below) => roll(below));
  const threads = await ThreadedCluster.start({
    dataDirectory: directory,
    partitionCount: PARTITIONS,
    maxCommandsInBatch: 12,
    links,
  });
  cluster = threads;
  await fc.assert(
    fc.asyncProperty(processArbitrary, fc.infiniteStream(fc.nat(999)), async (process, dice) => {
      roll = (below) => (dice.next().value ?? 0) % below;
      const begin = threads.journal.length;
      const client = new RandomClient(threads, process, roll);
      client.deploy();
      await threads.settle();
      links.break();
      for (let step = 0; step < STEPS; step += 1) {
        if (step % 15 === 0) client.create();
        client.step();
        // Clients do not wait for each other.
        if (roll(3) === 0) await threads.settle();
      }
      await threads.settle();
      links.heal();
      for (const _ of client.finishing()) await threads.settle();

      expect(threads.failures).toEqual([]);
      expect(violationsOf(threads.journal.slice(begin))).toEqual([]);
      for (const { state } of threads.partitions) expect(leftovers(state.tables.dump())).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(links.faults.lost).toBeGreaterThan(0);
  expect(links.faults.repeated).toBeGreaterThan(0);
  expect(links.faults.overtaken).toBeGreaterThan(0);

  await threads.close();
  cluster = undefined;
  for (const partition of threads.partitions) {
    const stored = await storedState(partition.partitionId);
    expect(isDeepStrictEqual(stored.tables.dump(), partition.state.tables.dump())).toBe(true);
    expect(stored.keys.counter).toBe(partition.state.keys.counter);
  }
});

/** The state that a restart would begin with. */
async function storedState(partitionId: number): Promise<EngineState> {
  const root = join(directory, 'partitions', String(partitionId));
  const checkpoints = CheckpointStore.open(join(root, 'state'));
  const log = await LocalLog.open({ directory: join(root, 'log'), partitionId });
  const engine = new Engine(new EngineState(partitionId), {
    partitionId,
    partitionCount: PARTITIONS,
    brokerVersion: '8.3.13',
    limits: DEFAULT_LIMITS,
    jobStreams: NO_JOB_STREAMS,
    zone: 'UTC',
    random: () => 0.5,
  });
  const { replayedRecords } = await recover(engine, log, checkpoints);
  expect(replayedRecords).toBe(0);
  await log.close();
  await checkpoints.close();
  return engine.state;
}
