// What a partition does while it is paused, full, or out of disk space.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_TENANT_ID,
  EMPTY_DOCUMENT,
  makeKey,
  NO_KEY,
  VALUE_TYPES,
  type CommandOutcome,
} from '@grevy/protocol';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
// As it is built: the thread of a partition is a file of JavaScript.
import { Broker, type BrokerOptions } from '@grevy/broker';

const GIGABYTE = 1024 ** 3;
const directory = mkdtempSync(join(tmpdir(), 'grevy-pausing-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
let broker: Broker | undefined;
afterEach(async () => {
  await broker?.close();
  broker = undefined;
});

async function start(options: Partial<BrokerOptions> = {}): Promise<Broker> {
  broker = await Broker.start({
    dataDirectory: undefined,
    version: '8.3.13',
    advertisedHost: 'localhost',
    advertisedPort: 26500,
    exporters: [],
    logger: quiet,
    ...options,
  });
  return broker;
}

/** A command that is always refused by the engine: a sign that it was processed. */
function createUnknown(started: Broker, timeoutMs = 20_000): Promise<CommandOutcome> {
  return started.bus.send(
    {
      partitionId: 1,
      valueType: 'PROCESS_INSTANCE_CREATION',
      intent: 'CREATE',
      key: NO_KEY,
      value: VALUE_TYPES.PROCESS_INSTANCE_CREATION.value.create({
        bpmnProcessId: 'unknown',
        variables: EMPTY_DOCUMENT,
      }),
      authorizedTenants: [DEFAULT_TENANT_ID],
    },
    timeoutMs,
  );
}

function cancelUnknown(started: Broker): Promise<CommandOutcome> {
  return started.bus.send(
    {
      partitionId: 1,
      valueType: 'PROCESS_INSTANCE',
      intent: 'CANCEL',
      key: makeKey(1, 1),
      value: VALUE_TYPES.PROCESS_INSTANCE.value.create({}),
      authorizedTenants: [DEFAULT_TENANT_ID],
    },
    20_000,
  );
}

describe('a pause of processing', () => {
  it('given a pause, then commands wait on the log until it ends', async () => {
    const started = await start();
    await started.operateAll({ kind: 'pause-processing' });
    const answer = createUnknown(started);
    await expect.poll(() => started.partitions[0]?.status.confirmedPosition).toBe(1);
    expect(started.partitions[0]?.status).toMatchObject({ phase: 'PAUSED', lastProcessedPosition: 0 });
    expect(started.isHealthy).toBe(true);

    await started.operateAll({ kind: 'resume-processing' });
    expect(await answer).toMatchObject({ kind: 'rejected', rejectionType: 'NOT_FOUND' });
    expect(started.partitions[0]?.status.phase).toBe('PROCESSING');
  });

  it.each([false, true])('survives a restart, in a thread: %s', async (threads) => {
    const dataDirectory = join(directory, `pause-${threads}`);
    const first = await start({ dataDirectory, threads });
    await first.operateAll({ kind: 'pause-processing' });
    void createUnknown(first);
    await expect.poll(() => first.partitions[0]?.status.confirmedPosition).toBe(1);
    await first.close();

    const second = await start({ dataDirectory, threads });
    expect(second.partitions[0]?.status.phase).toBe('PAUSED');
    await second.operateAll({ kind: 'resume-processing' });
    await expect.poll(() => second.partitions[0]?.status.lastProcessedPosition).toBe(1);
  });

  it('that has ended does not come back with a restart', async () => {
    const dataDirectory = join(directory, 'pause-ended');
    const first = await start({ dataDirectory });
    await first.operateAll({ kind: 'pause-processing' });
    await first.operateAll({ kind: 'resume-processing' });
    await first.close();

    const second = await start({ dataDirectory });

    expect(second.partitions[0]?.status.phase).toBe('PROCESSING');
    expect(await createUnknown(second)).toMatchObject({ kind: 'rejected' });
  });
});

describe('back-pressure', () => {
  it('given as many commands in flight as the limit says, then further ones are refused, but not exempt ones', async () => {
    const started = await start({ flowControl: { algorithm: 'fixed', windowed: false, limit: 1 } });
    const outcomes = await Promise.all([
      createUnknown(started),
      createUnknown(started),
      cancelUnknown(started),
    ]);
    expect(outcomes).toMatchObject([
      { kind: 'rejected', rejectionType: 'NOT_FOUND' },
      {
        kind: 'failed',
        code: 'RESOURCE_EXHAUSTED',
        message: 'Reached maximum capacity of requests handled',
      },
      { kind: 'rejected', rejectionType: 'NOT_FOUND' },
    ]);
    expect(started.partitions[0]?.status.flowControl).toEqual({
      inFlight: 0,
      limit: 1,
      received: 3,
      refused: 1,
    });
    expect(await createUnknown(started)).toMatchObject({ kind: 'rejected' });
  });

  it('given none, then nothing is refused', async () => {
    const started = await start({ flowControl: 'none' });
    const outcomes = await Promise.all(Array.from({ length: 300 }, () => createUnknown(started)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['rejected']));
  });
});

describe('a full disk', () => {
  const watermarks = { checkIntervalMs: 10, processingBytes: 2 * GIGABYTE, replicationBytes: GIGABYTE };

  it.each([false, true])('refuses commands until there is space again, in a thread: %s', async (threads) => {
    let freeBytes = 3 * GIGABYTE;
    const errors: string[] = [];
    const started = await start({
      dataDirectory: join(directory, `full-${threads}`),
      threads,
      diskWatermarks: watermarks,
      freeBytes: () => Promise.resolve(freeBytes),
      logger: { ...quiet, error: (_fields, message) => errors.push(message) },
    });
    expect(await createUnknown(started)).toMatchObject({ kind: 'rejected' });

    freeBytes = GIGABYTE;
    await expect.poll(() => started.partitions[0]?.status.health).toBe('UNHEALTHY');
    expect(await createUnknown(started)).toMatchObject({
      kind: 'failed',
      code: 'RESOURCE_EXHAUSTED',
      message: 'Cannot accept requests for partition 1. Broker is out of disk space',
    });
    expect(started.isReady).toBe(true);
    expect(started.isHealthy).toBe(false);
    expect(errors).toEqual([expect.stringContaining('Out of disk space')]);

    freeBytes = 3 * GIGABYTE;
    await expect.poll(() => started.isHealthy).toBe(true);
    expect(await createUnknown(started)).toMatchObject({ kind: 'rejected' });
  });

  it('given a full disk at the start, then it starts unhealthy', async () => {
    const started = await start({
      dataDirectory: join(directory, 'full-at-start'),
      diskWatermarks: watermarks,
      freeBytes: () => Promise.resolve(0),
    });
    await expect.poll(() => started.partitions[0]?.status.health).toBe('UNHEALTHY');
  });
});
