import { NO_KEY } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { HeldLog, PartitionFixture } from '../support/partition-fixture.js';
import { settled } from '../support/manual-clock.js';

describe('the commit pipeline of a partition', () => {
  it('given an append in flight, then nothing is answered before the log has confirmed it', async () => {
    const log = new HeldLog();
    const fixture = await PartitionFixture.open({ log });
    await fixture.deploy();
    log.hold();
    const answers: string[] = [];
    void fixture.create().then(({ kind }) => answers.push(kind));
    await settled();
    expect(log.waitingAppends).toBe(1);
    expect(answers).toEqual([]);
    expect(fixture.jobTypes).toEqual([]);

    log.confirmAll();
    await settled();
    expect(answers).toEqual(['accepted']);
    expect(fixture.jobTypes).toEqual(['charge']);
  });

  it('given appends in flight, then the partition goes on processing up to its limit, and answers in log order', async () => {
    const log = new HeldLog();
    const fixture = await PartitionFixture.open({ log });
    await fixture.deploy();
    log.hold();
    const answered: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      void fixture.create().then(() => answered.push(i));
      await settled();
    }
    expect(log.waitingAppends).toBe(2);
    expect(fixture.partition.waitingCommands).toBe(3);

    log.confirmAll();
    await settled();
    expect(answered).toEqual([0, 1, 2, 3, 4]);
    expect(fixture.partition.waitingCommands).toBe(0);
  });

  it('given a failed append, then every request fails, and nothing is processed any more', async () => {
    const log = new HeldLog();
    const fixture = await PartitionFixture.open({ log });
    await fixture.deploy();
    log.hold();
    const first = fixture.create();
    await settled();
    const second = fixture.create();
    await settled();
    log.failAll(new Error('the disk is gone'));

    expect(await first).toMatchObject({ kind: 'failed', code: 'INTERNAL_ERROR' });
    expect(await second).toMatchObject({ kind: 'failed', code: 'INTERNAL_ERROR' });
    expect(await fixture.create()).toMatchObject({ kind: 'failed', code: 'INTERNAL_ERROR' });
    expect(fixture.partition.health).toBe('DEAD');
    expect(fixture.failures).toEqual([new Error('the disk is gone')]);
  });
});

describe('a partition that is closed', () => {
  it('given commands in flight and waiting, then their clients are answered first', async () => {
    const log = new HeldLog();
    const fixture = await PartitionFixture.open({ log });
    await fixture.deploy();
    log.hold();
    const answers = [fixture.create(), fixture.create(), fixture.create()];
    let isClosed = false;

    const closing = fixture.partition.close().then(() => (isClosed = true));
    await settled();
    expect(isClosed).toBe(false);

    log.confirmAll();
    expect((await Promise.all(answers)).map(({ kind }) => kind)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
    await closing;
    expect(await fixture.create()).toMatchObject({ kind: 'failed' });
  });
});

describe('the scheduled checks of a partition', () => {
  it('given an activated job, when its deadline has passed, then it can be activated again', async () => {
    const fixture = await PartitionFixture.open();
    await fixture.deploy();
    await fixture.create();
    const request = { type: 'charge', worker: 'w', timeout: 5_000, maxJobsToActivate: 1 };
    await fixture.send('JOB_BATCH', 'ACTIVATE', -1 as never, request);
    await fixture.clock.advance(4_000);
    expect((await fixture.records()).map(({ intent }) => intent)).not.toContain('TIMED_OUT');

    await fixture.clock.advance(3_000);
    const timedOut = (await fixture.records()).filter(
      ({ intent }) => intent === 'TIME_OUT' || intent === 'TIMED_OUT',
    );
    expect(timedOut.map(({ recordType, intent }) => `${recordType} ${intent}`)).toEqual([
      'COMMAND TIME_OUT',
      'EVENT TIMED_OUT',
    ]);
    expect(timedOut[0]?.sourceRecordPosition).toBe(-1);
  });
});

describe('a command that is larger than a message may be', () => {
  const publish = (fixture: PartitionFixture, length: number) =>
    fixture.send('MESSAGE', 'PUBLISH', NO_KEY, {
      name: 'm'.repeat(length),
      correlationKey: '',
      timeToLive: 60_000,
    });

  it('is refused before it is on the log; one that just fits is processed', async () => {
    const fixture = await PartitionFixture.open({ limits: { maxBatchBytes: 10_000 } });
    const before = fixture.partition.loopStatus.appendedPosition;

    expect(await publish(fixture, 10_000)).toEqual({
      kind: 'failed',
      code: 'MALFORMED_REQUEST',
      message: 'Request size is above configured maxMessageSize.',
    });
    expect(fixture.partition.loopStatus.appendedPosition).toBe(before);
    expect(await publish(fixture, 9_000)).toMatchObject({ kind: 'accepted' });
  });
});
