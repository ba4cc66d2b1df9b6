// From the call that creates an instance to its job in the hands of a streaming worker, at a steady rate, with fsync.
// RATE instances per second during SECONDS.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine, print } from '../machine.mjs';
import { fsyncMs } from './fsync.mjs';
import { BenchServer } from './server.mjs';
import { connect, deploy, percentiles } from './workload.mjs';

const RATE = Number(process.env.RATE ?? 100);
const SECONDS = Number(process.env.SECONDS ?? 20);
const WARM_UP = 500;
const directory = mkdtempSync(join(tmpdir(), 'grevy-bench-'));

/** What the worker receives, by the number that each instance carries. */
function streamingWorker(client) {
  const arrivals = new Map();
  const worker = client.openWorker({
    type: 'work',
    stream: true,
    maxJobsActive: 100,
    handler: async (job, context) => {
      arrivals.set(
        context.variablesAs(({ number }) => number),
        performance.now(),
      );
      await context.complete();
    },
  });
  return { arrivals, worker };
}

async function createAt(client, count, rate) {
  const sentAt = new Map();
  const calls = [];
  const began = performance.now();
  for (let number = 0; number < count; number += 1) {
    const pauseMs = began + (number * 1_000) / rate - performance.now();
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    sentAt.set(number, performance.now());
    calls.push(client.createProcessInstance({ bpmnProcessId: 'work', variables: { number } }));
  }
  await Promise.all(calls);
  return sentAt;
}

async function measured(client, count) {
  const { arrivals, worker } = streamingWorker(client);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const sentAt = await createAt(client, count, RATE);
  while (arrivals.size < count) await new Promise((resolve) => setTimeout(resolve, 5));
  await worker.close();
  return [...sentAt].map(([number, sent]) => arrivals.get(number) - sent);
}

try {
  const server = await BenchServer.start({ dataDirectory: join(directory, 'data') });
  const client = await connect(server);
  await deploy(client);
  await measured(client, WARM_UP);
  const latencies = await measured(client, RATE * SECONDS);
  await client.close();
  await server.stop();
  print({
    benchmark: 'create to job in a streaming worker',
    machine: machine(),
    perSecond: RATE,
    fsyncMs: await fsyncMs(directory),
    createToJobMs: percentiles(latencies),
  });
} finally {
  rmSync(directory, { recursive: true, force: true });
}
