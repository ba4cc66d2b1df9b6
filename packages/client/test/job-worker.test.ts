// What a worker does about gateways that a test cannot make of the real one: older ones, and ones that break rules.
import { expect, it } from 'vitest';
import {
  EXACT_JSON,
  GatewayError,
  JobWorker,
  type ActivateJobsRequest,
  type ActivatedJob,
  type JobGateway,
} from '../src/index.js';

function job(key: string): ActivatedJob {
  return {
    key,
    type: 'work',
    processInstanceKey: '1',
    bpmnProcessId: 'order',
    processDefinitionVersion: 1,
    processDefinitionKey: '1',
    elementId: 'task',
    elementInstanceKey: '1',
    customHeaders: '{}',
    worker: 'default',
    retries: 3,
    deadline: '0',
    variables: '{}',
    tenantId: '<default>',
  };
}

/** A gateway that has no streams, and answers each poll with what the test says. */
function gatewayWithoutStreams(
  poll: (request: ActivateJobsRequest) => readonly ActivatedJob[],
  completed: string[] = [],
): JobGateway {
  const done = async (): Promise<void> => undefined;
  return {
    jsonMapper: EXACT_JSON,
    tracing: {},
    async *activateJobs(request) {
      yield { jobs: poll(request) };
    },
    streamActivatedJobs: () => ({
      [Symbol.asyncIterator]: () => ({
        next: () =>
          Promise.reject(new GatewayError('StreamActivatedJobs', 'UNIMPLEMENTED', 'Method not found')),
      }),
    }),
    completeJob: async ({ jobKey }) => void completed.push(jobKey),
    failJob: done,
    throwError: done,
    updateJobTimeout: done,
  };
}

it('a worker polls, and waits at the gateway, if that has no streams', async () => {
  const waits: unknown[] = [];
  const errors: unknown[] = [];
  let enough: () => void = () => undefined;
  const polledThrice = new Promise<void>((resolve) => (enough = resolve));
  const gateway = gatewayWithoutStreams(({ requestTimeout }) => {
    if (waits.push(requestTimeout) === 3) enough();
    return [];
  });
  const worker = new JobWorker(gateway, {
    type: 'work',
    stream: true,
    requestTimeoutMs: 7_000,
    pollIntervalMs: 1,
    onError: (error) => errors.push(error),
    handler: async () => undefined,
  });
  await polledThrice;
  await worker.close();
  expect(waits.slice(1, 3)).toEqual([7_000, 7_000]);
  expect(errors).toMatchObject([{ code: 'UNIMPLEMENTED' }]);
});

it('a worker handles all jobs of a gateway that sends more than it was asked for', async () => {
  const completed: string[] = [];
  let polls = 0;
  const gateway = gatewayWithoutStreams(
    () => (polls++ === 0 ? ['1', '2', '3', '4', '5'].map(job) : []),
    completed,
  );
  const worker = new JobWorker(gateway, {
    type: 'work',
    maxJobsActive: 2,
    concurrency: 1,
    autoComplete: true,
    handler: async () => undefined,
  });
  while (completed.length < 5) await new Promise((resolve) => setImmediate(resolve));
  await worker.close();
  expect(completed).toEqual(['1', '2', '3', '4', '5']);
  expect(worker.jobsActive).toBe(0);
});

it('a worker whose signal is aborted before it begins asks for nothing', async () => {
  let polls = 0;
  const gateway = gatewayWithoutStreams(() => (polls++, []));
  const signal = AbortSignal.abort();
  await new JobWorker(gateway, { type: 'work', signal, handler: async () => undefined }).closed;
  expect(polls).toBe(0);
});

it.each([{ maxJobsActive: 0 }, { concurrency: 1.5 }, { timeoutMs: -1 }])('refuses %o', (options) => {
  const gateway = gatewayWithoutStreams(() => []);
  expect(() => new JobWorker(gateway, { type: 'work', handler: async () => undefined, ...options })).toThrow(
    RangeError,
  );
});
