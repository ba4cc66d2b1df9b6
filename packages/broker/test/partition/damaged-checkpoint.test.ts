// Damage of the checkpoint that turns up while the partition runs: it stops, and says why.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_KEY, type Key } from '@grevy/protocol';
import { CheckpointCorruptionError, CheckpointStore } from '@grevy/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { settled } from '../support/manual-clock.js';
import { PartitionFixture } from '../support/partition-fixture.js';

const LOCK_MS = 60_000;

let directory: string;
let checkpoints: CheckpointStore;
let fixture: PartitionFixture;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'grevy-damage-'));
  checkpoints = CheckpointStore.open(directory);
  fixture = await PartitionFixture.open({ checkpoints, hotEntities: 0 });
});
afterEach(async () => {
  await fixture.partition.close();
  await checkpoints.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A job that only the checkpoint has, and that is damaged there. */
async function givenADamagedJob(): Promise<Key> {
  const { partition } = fixture;
  await fixture.deploy();
  await fixture.create();
  await fixture.send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
    type: 'charge',
    timeout: LOCK_MS,
    maxJobsToActivate: 1,
    worker: 'unlucky',
  });
  const [[key] = [NO_KEY]] = partition.engine.state.jobs.entries();
  // Entities leave the memory when they were not used for two checkpoints.
  for (let checkpoint = 0; checkpoint < 4; checkpoint += 1) {
    await fixture.send('INCIDENT', 'RESOLVE', NO_KEY, {});
    await partition.checkpoint();
  }
  expect(partition.engine.state.jobs.hotCount).toBe(0);
  overwriteEvery('unlucky');
  return key as Key;
}

function overwriteEvery(text: string): void {
  const path = join(directory, 'data.mdb');
  const data = readFileSync(path);
  const file = openSync(path, 'r+');
  for (let at = data.indexOf(text); at >= 0; at = data.indexOf(text, at + 1)) {
    writeSync(file, Buffer.from('X'), 0, 1, at);
  }
  closeSync(file);
}

it('given a damaged job, when it is completed, then nothing is written and the partition is dead', async () => {
  const key = await givenADamagedJob();
  const written = (await fixture.records()).length;

  const outcome = await fixture.send('JOB', 'COMPLETE', key, {});

  expect(outcome).toMatchObject({ kind: 'failed', code: 'INTERNAL_ERROR' });
  expect(fixture.partition.health).toBe('DEAD');
  expect(fixture.failures).toEqual([expect.any(CheckpointCorruptionError)]);
  expect(String(fixture.failures[0])).toMatch(/data\.mdb.*remove the directory/i);
  expect((await fixture.records()).length).toBe(written);
});

it('given a damaged job, when its time is up, then the partition is dead and the process goes on', async () => {
  await givenADamagedJob();

  await fixture.clock.advance(LOCK_MS + 2_000);
  await settled();

  expect(fixture.partition.health).toBe('DEAD');
  expect(fixture.failures[0]).toBeInstanceOf(CheckpointCorruptionError);
});
