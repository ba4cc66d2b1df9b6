/** What happens at the limits that are too high to reach over connections. */
import { describe, expect, test } from 'vitest';
import type { GrpcError } from '../src/index.js';
import { DEFAULT_SETTINGS, MAX_OPEN_JOB_STREAMS, MAX_OPEN_POLLS, StatusCode } from '../src/index.js';
import { HandBack } from '../src/jobs/hand-back.js';
import { JobStreams } from '../src/jobs/job-streams.js';
import { LongPolling } from '../src/jobs/long-polling.js';
import { MAX_REMEMBERED_JOB_TYPES } from '../src/limits.js';
import { StartPartitions } from '../src/jobs/start-partitions.js';
import { SILENT } from '../src/logger.js';
import { Partitions } from '../src/routing/partitions.js';
import { NO_JOBS } from './answers.js';
import { ScriptedBus, topologyOf } from './scripted-bus.js';

const request = {
  jobType: 'work',
  worker: 'w',
  timeoutMs: 1000,
  maxJobs: 1,
  fetchVariables: [],
  tenantIds: ['<default>'],
  authorizedTenants: ['<default>'],
  waitMs: 600_000,
};

describe('open polls', () => {
  test('one more than the limit is refused, and again accepted when one has left', async () => {
    const bus = new ScriptedBus();
    bus.script = () => NO_JOBS;
    const handBack = new HandBack(bus, 1000, SILENT);
    const polling = new LongPolling(bus, new Partitions(bus), handBack, DEFAULT_SETTINGS, SILENT);
    const errors: GrpcError[] = [];
    const client = {
      gone: false,
      send: () => undefined,
      complete: () => undefined,
      fail: (error: GrpcError) => void errors.push(error),
    };
    const stops = Array.from({ length: MAX_OPEN_POLLS }, () => polling.serve({ request, client }));
    expect(polling.openPolls).toBe(MAX_OPEN_POLLS);

    polling.serve({ request, client });

    expect(errors).toHaveLength(1);
    expect(errors[0]?.code).toBe(StatusCode.RESOURCE_EXHAUSTED);
    expect(errors[0]?.message).toContain(`${MAX_OPEN_POLLS} requests wait at this gateway already`);
    await new Promise((resolve) => setImmediate(resolve)); // the rounds have ended: all wait
    stops[0]?.();
    polling.serve({ request, client });
    expect(polling.openPolls).toBe(MAX_OPEN_POLLS);

    polling.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(polling.openPolls).toBe(0);
  });
});

describe('open job streams', () => {
  test('one more than the limit is refused', () => {
    const streams = new JobStreams(new ScriptedBus());
    const errors: GrpcError[] = [];
    const spec = { jobType: 'work', worker: 'w', timeoutMs: 1, fetchVariables: [], tenantIds: [] };
    const newClient = () => ({
      blocked: false,
      send: () => undefined,
      fail: (error: GrpcError) => void errors.push(error),
    });
    for (let open = 0; open < MAX_OPEN_JOB_STREAMS; open++) streams.serve(spec, newClient());
    expect(errors).toEqual([]);

    streams.serve(spec, newClient());

    expect(errors[0]?.code).toBe(StatusCode.RESOURCE_EXHAUSTED);
    expect(errors[0]?.message).toContain(`${MAX_OPEN_JOB_STREAMS} streams are open at this gateway already`);
  });
});

describe('remembered job types', () => {
  test('the oldest type is forgotten, and starts over at the first partition', () => {
    const bus = new ScriptedBus();
    bus.setTopology(topologyOf(3));
    const table = new Partitions(bus).current();
    if (table === undefined) throw new Error('The cluster is known');
    const start = new StartPartitions();
    start.next('first', table);
    start.next('second', table);

    for (let type = 0; type < MAX_REMEMBERED_JOB_TYPES - 1; type++) start.next(`type-${type}`, table);

    expect(start.next('second', table)).toBe(2);
    expect(start.next('first', table)).toBe(1);
  });
});
