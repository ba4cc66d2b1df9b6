import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrevyClient, type CallEnd, type CallRetry, type ClientOptions } from '../src/index.js';
import { ScriptedGateway } from './scripted-gateway.js';

const AT_ONCE = (): number => 0;
const BUSY = { code: 'RESOURCE_EXHAUSTED' } as const;
const AWAY = { code: 'UNAVAILABLE' } as const;

let gateway: ScriptedGateway;
let client: GrevyClient;
let ends: CallEnd[];
let retries: CallRetry[];

beforeEach(async () => {
  gateway = await ScriptedGateway.start('Topology', 'CreateProcessInstance', 'PublishMessage', 'CompleteJob');
  open();
});
afterEach(async () => {
  await client.close();
  gateway.stop();
});

function open(options: ClientOptions = {}): void {
  ends = [];
  retries = [];
  client = new GrevyClient({
    address: gateway.address,
    environment: {},
    retry: { backoff: AT_ONCE },
    metrics: { callEnded: (end) => ends.push(end), callRetried: (retry) => retries.push(retry) },
    ...options,
  });
}

describe('a call is made again', () => {
  it('when the gateway was busy, whatever the call does', async () => {
    gateway.answers(BUSY, BUSY);
    await client.createProcessInstance({ bpmnProcessId: 'order' });
    expect(gateway.calls).toHaveLength(3);
    expect(retries).toMatchObject([
      { call: 'CreateProcessInstance', code: 'RESOURCE_EXHAUSTED', attempt: 1 },
      { attempt: 2 },
    ]);
    expect(ends).toMatchObject([{ code: 'OK', attempts: 3 }]);
  });

  it('when the gateway was away, if a repetition does no harm', async () => {
    gateway.answers(AWAY);
    await client.topology();
    gateway.answers(AWAY);
    await client.publishMessage({ name: 'paid', messageId: 'once' });
    expect(gateway.calls).toEqual(['Topology', 'Topology', 'PublishMessage', 'PublishMessage']);
  });

  it('when an attempt took too long, if a repetition does no harm', async () => {
    await client.topology(); // connects, which takes its time too
    gateway.answers('NO_ANSWER');
    await client.topology({ timeoutMs: 1_000 });
    expect(gateway.calls).toHaveLength(3);
  });

  it('when there was no connection, whatever the call does', async () => {
    gateway.stop();
    await expect(
      client.createProcessInstance({ bpmnProcessId: 'order' }, { retry: { maxAttempts: 3 } }),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE', isUnsent: true });
    expect(retries).toHaveLength(2);
  });

  it('when its caller says that a repetition does no harm', async () => {
    gateway.answers(AWAY);
    await client.createProcessInstance({ bpmnProcessId: 'order' }, { isRepeatable: true });
    expect(gateway.calls).toHaveLength(2);
  });
});

describe('a call is not made again', () => {
  it('when it may have been done', async () => {
    gateway.answers(AWAY);
    await expect(client.createProcessInstance({ bpmnProcessId: 'order' })).rejects.toMatchObject(AWAY);
    gateway.answers(AWAY);
    await expect(client.publishMessage({ name: 'paid' })).rejects.toMatchObject(AWAY);
    expect(gateway.calls).toEqual(['CreateProcessInstance', 'PublishMessage']);
  });

  it.each([
    'Received message larger than max (5 vs 4)',
    'gRPC message exceeds maximum size 4: 5',
    'Decompressed gRPC message exceeds maximum size 4',
  ])('when a message was too large, which has the code of a busy gateway: %s', async (description) => {
    gateway.answers({ ...BUSY, description });
    await expect(client.createProcessInstance({ bpmnProcessId: 'order' })).rejects.toMatchObject(BUSY);
    expect(gateway.calls).toHaveLength(1);
  });

  it('when the gateway refused it', async () => {
    gateway.answers({ code: 'NOT_FOUND' });
    await expect(client.completeJob({ jobKey: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(gateway.calls).toHaveLength(1);
    expect(ends).toMatchObject([{ call: 'CompleteJob', code: 'NOT_FOUND', attempts: 1 }]);
  });

  it('when that is turned off, for the client or for the call', async () => {
    gateway.answers(AWAY, AWAY);
    await expect(client.topology({ retry: false })).rejects.toMatchObject(AWAY);
    open({ retry: false });
    await expect(client.topology()).rejects.toMatchObject(AWAY);
    expect(gateway.calls).toHaveLength(2);
  });

  it('more often than the policy allows', async () => {
    gateway.answers(AWAY, AWAY, AWAY, AWAY);
    await expect(client.topology({ retry: { maxAttempts: 3 } })).rejects.toMatchObject(AWAY);
    expect(gateway.calls).toHaveLength(3);
  });

  it('later than the policy allows', async () => {
    gateway.answers(AWAY, AWAY);
    const late = { maxTotalMs: 10_000, backoff: (previousMs: number) => (previousMs === 0 ? 1 : 100_000) };
    await expect(client.topology({ retry: late })).rejects.toMatchObject(AWAY);
    expect(gateway.calls).toHaveLength(2);
  });

  it('once its signal is aborted, even in a pause', async () => {
    gateway.answers(AWAY);
    const abort = new AbortController();
    const call = client.topology({ signal: abort.signal, retry: { backoff: () => 25_000 } });
    while (retries.length === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort(new Error('changed my mind'));
    await expect(call).rejects.toThrow('changed my mind');
    expect(gateway.calls).toHaveLength(1);
    expect(ends).toMatchObject([{ code: 'CANCELLED' }]);
  });
});

describe('tracing', () => {
  it('runs around a call with all its attempts, and adds headers to each', async () => {
    const spans: string[] = [];
    open({
      tracing: {
        aroundCall: async (info, run) => {
          spans.push(`begin ${info.call} at ${info.address}`);
          info.headers.set('traceparent', '00-1-2-01');
          try {
            return await run();
          } finally {
            spans.push('end');
          }
        },
      },
    });
    gateway.answers(BUSY);
    await client.topology();
    expect(spans).toEqual([`begin Topology at ${gateway.address}`, 'end']);
    expect(gateway.traceParents).toEqual(['00-1-2-01', '00-1-2-01']);
  });
});

describe('a call whose signal is aborted while its credentials are fetched', () => {
  it('does not wait for them', async () => {
    open({
      credentials: { applyCredentials: () => new Promise(() => undefined), shouldRetry: async () => false },
    });
    const abort = new AbortController();
    const call = client.topology({ signal: abort.signal });
    abort.abort(new Error('changed my mind'));
    await expect(call).rejects.toThrow('changed my mind');
    expect(gateway.calls).toEqual([]);
  });
});
