// Restart: the newest checkpoint plus the events after it, and the commands that had no results yet.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, EngineState } from '@grevy/engine';
import { MemoryLog } from '@grevy/log';
import { BatchWriter, encodeRecord, NO_KEY } from '@grevy/protocol';
import { CheckpointStore } from '@grevy/store';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../support/manual-clock.js';
import { HeldLog, PartitionFixture } from '../support/partition-fixture.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grevy-recovery-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** The state that replaying the whole log gives. */
async function replayedDump(fixture: PartitionFixture) {
  const { environment } = fixture.partition.engine;
  const engine = new Engine(new EngineState(1), environment);
  for (const record of await fixture.records()) engine.replay(record);
  return { tables: engine.state.tables.dump(), keys: engine.state.keys.counter };
}

function dumpOf({ partition }: PartitionFixture) {
  const { tables, keys } = partition.engine.state;
  return { tables: tables.dump(), keys: keys.counter };
}

describe('recovery of a partition', () => {
  it('given checkpoints at any moments, when it is opened again, then the state is that of the whole log', async () => {
    const steps = fc.array(fc.constantFrom('create', 'activate', 'complete', 'checkpoint', 'reopen'), {
      minLength: 5,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const path = mkdtempSync(join(directory, 'run-'));
        const log = new MemoryLog(1);
        let checkpoints = CheckpointStore.open(path);
        let fixture = await PartitionFixture.open({ log, checkpoints });
        await fixture.deploy();
        for (const step of script) {
          const [job] = fixture.partition.engine.state.jobs.entries();
          if (step === 'create') await fixture.create('{"a":1}');
          if (step === 'activate') {
            await fixture.send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
              type: 'charge',
              timeout: 1_000,
              maxJobsToActivate: 2,
            });
          }
          if (step === 'complete' && job !== undefined)
            await fixture.send('JOB', 'COMPLETE', job[0] as never, {});
          if (step === 'checkpoint') await fixture.partition.checkpoint();
          if (step === 'reopen') {
            await checkpoints.close();
            checkpoints = CheckpointStore.open(path);
            fixture = await PartitionFixture.open({ log, checkpoints });
          }
          expect(dumpOf(fixture)).toEqual(await replayedDump(fixture));
        }
        await checkpoints.close();
      }),
      { numRuns: 15 },
    );
  });

  it('given commands on the log without results, when it is opened again, then they are processed', async () => {
    const log = new HeldLog();
    const fixture = await PartitionFixture.open({ log });
    await fixture.deploy();
    const commandOnly = await loggedWithoutResults(fixture);
    const reopened = await PartitionFixture.open({ log: commandOnly });
    await settled();
    const events = (await reopened.records()).map(({ intent }) => intent);
    expect(events).toContain('CREATED');
    expect(reopened.partition.engine.state.elementInstances.size).toBe(2);
  });

  it('given a log that was let go and no checkpoint, when it is opened, then it is refused and not half a state', async () => {
    const log = new MemoryLog(1);
    const checkpoints = CheckpointStore.open(join(directory, 'kept'));
    const fixture = await PartitionFixture.open({ log, checkpoints, lowestExportedPosition: () => Infinity });
    await fixture.deploy();
    await fixture.create();
    await fixture.partition.checkpoint();
    await checkpoints.close();

    const removed = CheckpointStore.open(join(directory, 'removed'));
    await expect(PartitionFixture.open({ log, checkpoints: removed })).rejects.toThrow(
      /log of partition 1 begins at position \d+, but there is no checkpoint/,
    );
    await removed.close();
  });
});

/** A log that ends with a creation command whose batch got lost: what a crash between two turns leaves. */
async function loggedWithoutResults(fixture: PartitionFixture): Promise<MemoryLog> {
  await fixture.create();
  const records = await fixture.records();
  const command = records.findIndex(
    ({ valueType, recordType }) => valueType === 'PROCESS_INSTANCE_CREATION' && recordType === 'COMMAND',
  );
  const log = new MemoryLog(1);
  const writer = new BatchWriter();
  const kept = records.slice(0, command + 1);
  for (const record of kept) encodeRecord(writer, record);
  await log.append({ firstPosition: 1, recordCount: kept.length, payload: writer.bytes() });
  return log;
}
