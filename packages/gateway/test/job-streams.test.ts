/** Streams of pushed jobs. */
import { VALUE_TYPES, makeKey } from '@grevy/protocol';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { document } from './answers.js';
import { givenGateway, until } from './gateway-client.js';

const STREAM = { type: 'work', worker: 'w', timeout: '60000', fetchVariable: ['a'] };

function pushed(counter: number, variables = '{"a":1}') {
  return {
    key: makeKey(1, counter),
    job: VALUE_TYPES.JOB.value.create({ type: 'work', retries: 3, variables: document(variables) }),
  };
}

async function given() {
  const started = await givenGateway();
  const { bus } = started;
  return { ...started, push: async (counter: number) => [...bus.jobStreams][0]?.push(pushed(counter)) };
}

describe('StreamActivatedJobs', () => {
  test('registers the stream with the brokers, and passes jobs on', async () => {
    const { bus, client, push } = await given();
    const stream = client.open('StreamActivatedJobs', STREAM);
    await until(() => bus.jobStreams.size === 1);

    const taken = [await push(1), await push(2)];

    expect(taken).toEqual([true, true]);
    expect(await stream.received(2)).toMatchObject([
      { key: '2251799813685249', type: 'work', variables: '{"a":1}' },
      { key: '2251799813685250' },
    ]);
    expect([...bus.jobStreams][0]?.spec).toEqual({
      jobType: 'work',
      worker: 'w',
      timeoutMs: 60_000,
      fetchVariables: ['a'],
      tenantIds: ['<default>'],
    });
  });

  test('equal streams share one registration; each job goes to one of them', async () => {
    const { bus, client, gateway, push } = await given();
    const streams = [1, 2, 3].map(() => client.open('StreamActivatedJobs', STREAM));
    client.open('StreamActivatedJobs', { ...STREAM, worker: 'other' });
    await until(() => gateway.load.openJobStreams === 4);
    expect(bus.jobStreams.size).toBe(2);

    for (let job = 1; job <= 60; job++) expect(await push(job)).toBe(true);
    await until(() => streams.reduce((sum, { messages }) => sum + messages.length, 0) === 60);

    expect(streams.every(({ messages }) => messages.length > 0)).toBe(true);
  });

  test.each([
    ['type', { type: 'other' }],
    ['worker', { worker: 'other' }],
    ['timeout', { timeout: '1' }],
    ['variables', { fetchVariable: ['b'] }],
  ])('streams that differ in their %s do not share', async (_name, difference) => {
    const { bus, client, gateway } = await given();
    client.open('StreamActivatedJobs', STREAM);
    client.open('StreamActivatedJobs', { ...STREAM, ...difference });

    await until(() => gateway.load.openJobStreams === 2);

    expect(bus.jobStreams.size).toBe(2);
  });

  test('a client that leaves gets no more jobs; the last one ends the registration', async () => {
    const { bus, client, gateway, push } = await given();
    const leaving = client.open('StreamActivatedJobs', STREAM);
    const staying = client.open('StreamActivatedJobs', STREAM);
    await until(() => gateway.load.openJobStreams === 2);

    leaving.cancel();
    await until(() => gateway.load.openJobStreams === 1);
    for (let job = 1; job <= 10; job++) await push(job);
    await staying.received(10);
    const [registered] = bus.jobStreams;
    staying.cancel();
    await until(() => bus.jobStreams.size === 0);

    expect(leaving.messages).toEqual([]);
    expect(await registered?.push(pushed(11))).toBe(false);
  });

  test('a client that does not read takes no more jobs, until it reads again', async () => {
    const { bus, client, push } = await given();
    const stream = client.open('StreamActivatedJobs', STREAM);
    await until(() => bus.jobStreams.size === 1);
    await push(1);
    await stream.received(1);
    const large = pushed(2, `{"a":"${'x'.repeat(200_000)}"}`);
    const [registered] = bus.jobStreams;

    stream.stream.pause();
    let sent = 1;
    while ((await registered?.push(large)) === true) {
      sent += 1;
      await client.call('Topology', {});
    }
    stream.stream.resume();
    await stream.received(sent);

    expect(await push(3)).toBe(true);
  });

  test.each([
    [{ ...STREAM, type: '' }, 'Expected to stream activated jobs with type to be present, but it was blank'],
    [
      { ...STREAM, type: ' \t' },
      'Expected to stream activated jobs with type to be present, but it was blank',
    ],
    [
      { ...STREAM, timeout: '0' },
      'Expected to stream activated jobs with timeout to be greater than zero, but it was 0',
    ],
    [
      { ...STREAM, timeout: '-9223372036854775808' },
      'Expected to stream activated jobs with timeout to be greater than zero, but it was -9223372036854775808',
    ],
  ])('%o is refused', async (request, description) => {
    const { client } = await given();

    const { code, details, metadata } = await client.open('StreamActivatedJobs', request).ended;

    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(details).toBe(description);
    expect(metadata.get('grpc-status-details-bin')).toEqual([]);
  });

  test('tells when brokers cannot be asked', async () => {
    const { bus, client } = await given();
    bus.openJobStream = () => {
      throw new Error('no route');
    };

    const { code, details } = await client.open('StreamActivatedJobs', STREAM).ended;

    expect(code).toBe(status.UNAVAILABLE);
    expect(details).toBe('Failed to register new job stream\nCause: no route');
  });
});
