/** Requests that wait for jobs: who is woken, when, and what ends the waiting. */
import { connect } from 'node:http2';
import { type CommandOutcome, makeKey } from '@grevy/protocol';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { NO_JOBS, batch, failure, jobAnswer } from './answers.js';
import { frame, givenGateway, requestBytes, until } from './gateway-client.js';
import { type ScriptedBus, topologyOf } from './scripted-bus.js';

const WAIT = { type: 'work', worker: 'w', timeout: '60000', maxJobsToActivate: 1, requestTimeout: '600000' };
const SETTINGS = { enabled: true, timeoutMs: 10_000, probeTimeoutMs: 600_000, minEmptyResponses: 3 };

/** A broker with some jobs; like a real one it gives each only once. */
class Jobs {
  private next = 1;
  available = 0;
  readonly takenBy: string[] = [];

  constructor(private readonly bus: ScriptedBus) {
    bus.script = (command): CommandOutcome => {
      if (command.valueType !== 'JOB_BATCH' || this.available === 0) return NO_JOBS;
      this.available -= 1;
      this.takenBy.push(command.value.worker);
      return batch([makeKey(1, this.next++)]);
    };
  }

  add(count = 1): void {
    for (let job = 0; job < count; job++) {
      this.available += 1;
      this.bus.announceJobs('work');
    }
  }
}

async function given(longPolling = SETTINGS) {
  const started = await givenGateway({ settings: { longPolling } });
  return { ...started, jobs: new Jobs(started.bus) };
}

describe('a request without jobs', () => {
  test('waits, and gets the first job that becomes available', async () => {
    const { bus, client, jobs } = await given();
    const stream = client.open('ActivateJobs', WAIT);
    await until(() => bus.commands.length === 1);

    jobs.add();

    expect((await stream.ended).code).toBe(status.OK);
    expect(stream.messages).toMatchObject([{ jobs: [{ key: '2251799813685249' }] }]);
  });

  test.each(['1', '50'])('ends without a message after its time (%s ms)', async (requestTimeout) => {
    const { bus, client, gateway } = await given();

    const stream = client.open('ActivateJobs', { ...WAIT, requestTimeout });

    expect((await stream.ended).code).toBe(status.OK);
    expect(stream.messages).toEqual([]);
    expect(bus.commands).toHaveLength(1);
    expect(gateway.load.openPolls).toBe(0);
  });

  test('waits the default time if it names none', async () => {
    const { client } = await given({ ...SETTINGS, timeoutMs: 20 });

    expect((await client.open('ActivateJobs', { ...WAIT, requestTimeout: 0 }).ended).code).toBe(status.OK);
  });

  test('also waits if it wants no jobs at all', async () => {
    const { bus, client, gateway, jobs } = await given();
    const stream = client.open('ActivateJobs', { ...WAIT, maxJobsToActivate: 0, requestTimeout: '200' });
    await until(() => gateway.load.openPolls === 1);

    jobs.add();

    expect((await stream.ended).code).toBe(status.OK);
    expect(bus.commands).toEqual([]);
  });

  test('does not wait while long polling is off', async () => {
    const { client } = await given({ ...SETTINGS, enabled: false });

    expect((await client.open('ActivateJobs', WAIT).ended).code).toBe(status.OK);
  });

  test('fails when a broker is too busy at a later try', async () => {
    const { bus, client } = await given();
    const stream = client.open('ActivateJobs', WAIT);
    await until(() => bus.commands.length === 1);

    bus.script = () => failure('RESOURCE_EXHAUSTED', 'busy');
    bus.announceJobs('work');

    expect((await stream.ended).code).toBe(status.RESOURCE_EXHAUSTED);
  });
});

describe('news of jobs', () => {
  test('wakes who has waited longest', async () => {
    const { bus, client, jobs } = await given();
    const streams = [];
    for (const worker of ['first', 'second', 'third']) {
      streams.push(client.open('ActivateJobs', { ...WAIT, worker }));
      await until(() => bus.commands.length === streams.length);
    }

    jobs.add(2);
    await Promise.all(streams.slice(0, 2).map(({ ended }) => ended));
    jobs.add();
    await streams[2]?.ended;

    expect(jobs.takenBy).toEqual(['first', 'second', 'third']);
  });

  test.each([
    ['and one more if it got all it asked for', 1, 52],
    ['and no more if there was less than it asked for', 2, 51],
  ])('costs one command, however many wait, %s', async (_name, maxJobsToActivate, commands) => {
    const { bus, client, gateway, jobs } = await given();
    const streams = Array.from({ length: 50 }, () =>
      client.open('ActivateJobs', { ...WAIT, maxJobsToActivate }),
    );
    await until(() => bus.commands.length === 50 && gateway.load.openPolls === 50);

    jobs.add();
    await Promise.race(streams.map(({ ended }) => ended));
    await client.call('Topology', {});

    // 50 first tries found nothing; one poll got the job; who got all it asked for wakes the next one.
    expect(bus.commands).toHaveLength(commands);
    expect(gateway.load.openPolls).toBe(49);
  });

  test('that comes while a request runs makes it run again', async () => {
    const { bus, client } = await given();
    let answer: (() => void) | undefined;
    bus.script = () =>
      bus.commands.length > 1
        ? batch([makeKey(1, 1)])
        : new Promise((resolve) => {
            answer = () => resolve(NO_JOBS);
          });
    const stream = client.open('ActivateJobs', WAIT);
    await until(() => answer !== undefined);

    bus.announceJobs('work');
    answer?.();

    expect((await stream.ended).code).toBe(status.OK);
    expect(stream.messages).toHaveLength(1);
  });

  test('of another type, or of a type that nobody asked for, changes nothing', async () => {
    const { bus, client, gateway } = await given();
    client.open('ActivateJobs', WAIT);
    await until(() => bus.commands.length === 1);

    bus.announceJobs('other');
    await client.call('Topology', {});

    expect(bus.commands).toHaveLength(1);
    expect(gateway.load.openPolls).toBe(1);
  });

  test('reaches every list of tenants', async () => {
    const { bus, client } = await givenGateway({
      settings: { multiTenancyEnabled: true, longPolling: SETTINGS },
      authenticate: () => ['a', 'b'],
    });
    bus.script = () => NO_JOBS;
    client.open('ActivateJobs', { ...WAIT, tenantIds: ['a'] });
    await until(() => bus.commands.length === 1);
    const stream = client.open('ActivateJobs', { ...WAIT, tenantIds: ['b'] });
    await until(() => bus.commands.length === 2);

    bus.script = (command) =>
      command.valueType === 'JOB_BATCH' && command.value.tenantIds[0] === 'b'
        ? batch([makeKey(1, 1)], { tenantId: 'b' })
        : NO_JOBS;
    bus.announceJobs('work');

    expect((await stream.ended).code).toBe(status.OK);
    expect(stream.messages).toHaveLength(1);
  });

  test('that got lost is made up for by a probe', async () => {
    const { bus, client, jobs } = await given({ ...SETTINGS, probeTimeoutMs: 30 });
    const stream = client.open('ActivateJobs', WAIT);
    await until(() => bus.commands.length === 1);

    jobs.available = 1;

    expect((await stream.ended).code).toBe(status.OK);
    expect(stream.messages).toHaveLength(1);
  });

  test('a job whose client left meanwhile is handed back, and goes to the next one', async () => {
    const { bus, client } = await given();
    const leaving = client.open('ActivateJobs', WAIT);
    await until(() => bus.commands.length === 1);
    const staying = client.open('ActivateJobs', WAIT);
    await until(() => bus.commands.length === 2);
    let answer: (() => void) | undefined;
    bus.script = ({ valueType, key }) => {
      if (valueType === 'JOB') {
        bus.script = () => batch([key]);
        bus.announceJobs('work');
        return jobAnswer(key);
      }
      return new Promise((resolve) => {
        answer = () => resolve(batch([makeKey(1, 1)]));
      });
    };

    bus.announceJobs('work');
    await until(() => answer !== undefined);
    leaving.cancel();
    await leaving.ended;
    await client.call('Topology', {}); // the cancellation has arrived when this is answered
    answer?.();

    expect((await staying.ended).code).toBe(status.OK);
    expect(staying.messages).toMatchObject([{ jobs: [{ key: '2251799813685249' }] }]);
  });
});

describe('clients that leave', () => {
  test('by cancelling free their request at once', async () => {
    const { bus, client, gateway } = await given();
    const stream = client.open('ActivateJobs', WAIT);
    await until(() => bus.commands.length === 1);

    stream.cancel();

    expect((await stream.ended).code).toBe(status.CANCELLED);
    await until(() => gateway.load.openPolls === 0);
  });

  test('by losing the connection free all their requests', async () => {
    const { bus, gateway, address } = await given();
    const session = connect(`http://${address}`);
    session.on('error', () => undefined);
    for (let poll = 0; poll < 20; poll++) {
      const stream = session.request({
        ':method': 'POST',
        ':path': '/gateway_protocol.Gateway/ActivateJobs',
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      stream.on('error', () => undefined);
      stream.end(frame(requestBytes('ActivateJobs', WAIT)));
    }
    await until(() => bus.commands.length === 20);

    session.socket.resetAndDestroy();

    await until(() => gateway.load.openPolls === 0);
  });

  test('by their deadline get DEADLINE_EXCEEDED', async () => {
    const { client, gateway } = await given();
    const stream = client.open('ActivateJobs', WAIT, { deadline: Date.now() + 100 });

    expect((await stream.ended).code).toBe(status.DEADLINE_EXCEEDED);
    await until(() => gateway.load.openPolls === 0);
  });
});

describe('many waiting requests', () => {
  test('1,000 wait on one connection; 1,000 jobs wake each exactly once', async () => {
    const { bus, client, gateway, jobs } = await given();
    const streams = Array.from({ length: 1000 }, () => client.open('ActivateJobs', WAIT));
    await until(() => gateway.load.openPolls === 1000 && bus.commands.length === 1000);

    jobs.add(1000);
    const endings = await Promise.all(streams.map(({ ended }) => ended));

    expect(endings.every(({ code }) => code === status.OK)).toBe(true);
    expect(streams.every(({ messages }) => messages.length === 1)).toBe(true);
    expect(jobs.available).toBe(0);
    expect(gateway.load.openPolls).toBe(0);
  });
});

describe('news that brings no jobs', () => {
  test('lets only some try: after a few that found nothing the others wait on', async () => {
    const { bus, client, gateway } = await given();
    for (let poll = 0; poll < 200; poll++) client.open('ActivateJobs', WAIT);
    await until(() => gateway.load.openPolls === 200 && bus.commands.length === 200);

    for (let job = 0; job < 200; job++) bus.announceJobs('work');
    await client.call('Topology', {});

    // At most 64 run at once; news while they run makes them run again.
    expect(bus.commands.length).toBeLessThanOrEqual(200 + 2 * 64 + SETTINGS.minEmptyResponses);
    expect(gateway.load.openPolls).toBe(200);
  });

  test('does not keep later jobs from those who wait', async () => {
    const { bus, client, gateway, jobs } = await given();
    const streams = Array.from({ length: 20 }, () => client.open('ActivateJobs', WAIT));
    await until(() => gateway.load.openPolls === 20 && bus.commands.length === 20);
    for (let job = 0; job < 20; job++) bus.announceJobs('work');
    await client.call('Topology', {});

    jobs.add(20);
    const endings = await Promise.all(streams.map(({ ended }) => ended));

    expect(endings.every(({ code }) => code === status.OK)).toBe(true);
    expect(jobs.available).toBe(0);
  });
});

describe('before the cluster is known', () => {
  test('a request waits on when it finds no jobs then, and can still be cancelled', async () => {
    const { bus, client, gateway } = await given();
    bus.setTopology(undefined);
    const stream = client.open('ActivateJobs', WAIT);
    await until(() => gateway.load.openPolls === 1);
    bus.setTopology(topologyOf(1));
    await until(() => bus.commands.length === 1);
    expect(gateway.load.openPolls).toBe(1);

    stream.cancel();

    await until(() => gateway.load.openPolls === 0);
  });

  test('a request is open, and is served as soon as it is known', async () => {
    const { bus, client, gateway, jobs } = await given();
    bus.setTopology(undefined);
    jobs.available = 1;
    const stream = client.open('ActivateJobs', { ...WAIT, requestTimeout: '-1' });
    const leaving = client.open('ActivateJobs', WAIT);
    await until(() => gateway.load.openPolls === 2);

    leaving.cancel();
    await until(() => gateway.load.openPolls === 1);
    bus.setTopology(topologyOf(1));

    expect((await stream.ended).code).toBe(status.OK);
    expect(stream.messages).toHaveLength(1);
  });
});
