// When checkpoints are taken, and what they let go of the log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointStore } from '@grevy/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../support/manual-clock.js';
import { HeldLog, PartitionFixture } from '../support/partition-fixture.js';

let directory: string;
let checkpoints: CheckpointStore;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grevy-checkpoints-'));
  checkpoints = CheckpointStore.open(directory);
});
afterEach(async () => {
  await checkpoints.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('checkpoints of a partition', () => {
  it('given an exporter that lags behind, when it has caught up and nothing else has happened, then the log is let go', async () => {
    let exported = 1;
    const fixture = await PartitionFixture.open({ checkpoints, lowestExportedPosition: () => exported });
    await fixture.deploy();
    await fixture.create();
    await fixture.partition.checkpoint();
    expect(fixture.log.firstPosition).toBe(1);

    exported = fixture.log.lastPosition + 1;
    // Processing pauses when the disk is full, and must not wait for what would make room.
    fixture.partition.diskSpace(false);
    await fixture.partition.checkpoint();
    expect(fixture.log.firstPosition).toBeGreaterThan(1);
    expect(fixture.partition.checkpointStatus?.exportedPosition).toBe(fixture.log.lastPosition);
  });

  it('given a checkpoint that has failed, when it is tried again and nothing else has happened, then it is taken', async () => {
    const fixture = await PartitionFixture.open({ checkpoints });
    await fixture.deploy();
    const inTheWay = checkpoints.begin();
    await expect(fixture.partition.checkpoint()).rejects.toThrow('already being written');
    await inTheWay.abort();

    await fixture.partition.checkpoint();
    expect(checkpoints.position).toBe(fixture.log.lastPosition);
  });

  it('given one that is being taken, when another one is wanted, then it has what came in between', async () => {
    const log = new HeldLog();
    const fixture = await PartitionFixture.open({ log, checkpoints });
    await fixture.deploy();
    log.hold();
    void fixture.create();
    await settled();
    const first = fixture.partition.checkpoint();
    void fixture.create();
    await settled();
    const second = fixture.partition.checkpoint();
    log.confirmAll();
    await Promise.all([first, second]);
    expect(checkpoints.position).toBe(log.lastPosition);
  });

  it('given one that waits for the log, when the log fails, then it fails as well and leaves the one before', async () => {
    const log = new HeldLog();
    const fixture = await PartitionFixture.open({ log, checkpoints });
    await fixture.deploy();
    await fixture.partition.checkpoint();
    const { position } = checkpoints;
    log.hold();
    void fixture.create();
    await settled();
    const checkpoint = expect(fixture.partition.checkpoint()).rejects.toThrow('the disk is gone');
    await settled();
    log.failAll(new Error('the disk is gone'));
    await checkpoint;
    expect(checkpoints.position).toBe(position);
  });

  it('given a stop whose last checkpoint fails, then the partition is closed all the same and says so', async () => {
    const fixture = await PartitionFixture.open({ checkpoints });
    await fixture.deploy();
    const inTheWay = checkpoints.begin();
    await fixture.partition.close();
    expect(fixture.partition.health).toBe('DEAD');
    expect(fixture.failures).toEqual([
      expect.objectContaining({ message: 'A checkpoint is already being written' }),
    ]);
    await inTheWay.abort();
  });
});
