// Much work at once must not stall other instances: how long small instances take while one of 20,000 items runs, while
// 100,000 timers become due at once, and while 100,000 messages expire at once. ITEMS, TIMERS and MESSAGES set how many,
// JOBS how many jobs the worker works on at a time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, print } from '../machine.mjs';
import { fsyncMs } from './fsync.mjs';
import { BenchServer } from './server.mjs';
import { connect, insist, percentiles, round } from './workload.mjs';

const ITEMS = Number(process.env.ITEMS ?? 20_000);
const TIMERS = Number(process.env.TIMERS ?? 100_000);
const MESSAGES = Number(process.env.MESSAGES ?? 100_000);
/** Timers of one instance: few enough to be created quickly, many enough to need few instances. */
const TIMERS_PER_INSTANCE = 100;
const JOBS = Number(process.env.JOBS ?? 100);
const CALLS_IN_FLIGHT = 200;
/** Each creates as many records as a hundred small instances. */
const TIMER_CALLS_IN_FLIGHT = 10;
/** A server looks for expired messages in this period. */
const EXPIRY_CHECK_MS = 60_000;
const IDLE_MS = 3_000;

const LOOP = (collection) =>
  `<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="${collection}" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;
const TASK = (id, type, loop = '') =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /></bpmn:extensionElements>${loop}</bpmn:serviceTask>`;

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="probe" isExecutable="true">
    <bpmn:startEvent id="probeStart" /><bpmn:endEvent id="probeEnd" />
    <bpmn:sequenceFlow id="p1" sourceRef="probeStart" targetRef="probeEnd" />
  </bpmn:process>
  <bpmn:process id="items" isExecutable="true">
    <bpmn:startEvent id="itemsStart" />${TASK('item', 'item', LOOP('=for i in 1..count return i'))}${TASK('itemsDone', 'done')}
    <bpmn:sequenceFlow id="i1" sourceRef="itemsStart" targetRef="item" />
    <bpmn:sequenceFlow id="i2" sourceRef="item" targetRef="itemsDone" />
  </bpmn:process>
  <bpmn:process id="timers" isExecutable="true">
    <bpmn:startEvent id="timersStart" />
    <bpmn:subProcess id="waiting">
      ${LOOP('=for i in 1..count return i')}
      <bpmn:startEvent id="waitingStart" />
      <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDate>=due</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
      <bpmn:sequenceFlow id="w1" sourceRef="waitingStart" targetRef="wait" />
    </bpmn:subProcess>
    ${TASK('timersDone', 'done')}
    <bpmn:sequenceFlow id="t1" sourceRef="timersStart" targetRef="waiting" />
    <bpmn:sequenceFlow id="t2" sourceRef="waiting" targetRef="timersDone" />
  </bpmn:process>
</bpmn:definitions>`;

class Prober {
  static async start(server) {
    const child = fork(fileURLToPath(new URL('./prober.mjs', import.meta.url)), [server.address]);
    await once(child, 'message');
    return new Prober(child);
  }

  constructor(child) {
    this.child = child;
  }

  /** Latencies and refusals since the last time. */
  async take() {
    const answered = once(this.child, 'message');
    this.child.send('take');
    const [answer] = await answered;
    return answer;
  }

  async stop() {
    const exited = once(this.child, 'exit');
    this.child.send('stop');
    await exited;
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function times(count, inFlight, call) {
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) {
        next += 1;
        const n = next;
        await insist(() => call(n));
      }
    }),
  );
}

/** Completes the jobs of a type; `reached(count)` resolves when as many were completed. */
function completeJobs(client, type) {
  let completed = 0;
  const worker = client.openWorker({
    type,
    maxJobsActive: JOBS,
    handler: async (job) => {
      await insist(() => client.completeJob({ jobKey: job.key, variables: '{}' }));
      completed += 1;
    },
  });
  return {
    async reached(count) {
      while (completed < count) await pause(5);
    },
    close: () => worker.close(),
  };
}

/** What the prober and the server's loop saw while `work` ran. */
async function watched(name, server, prober, work) {
  await prober.take();
  await server.reset();
  const before = performance.now();
  const details = await work();
  const seconds = (performance.now() - before) / 1_000;
  const { latencies, refusals } = await prober.take();
  const { longestLoopDelayMs, longestTurnCpuMs, longestGcMs } = await server.usage();
  return {
    name,
    ...details,
    seconds: round(seconds),
    otherInstances: latencies.length,
    otherInstancesRefused: refusals,
    otherInstanceMs: { ...percentiles(latencies), max: round(Math.max(...latencies)) },
    serverLongestLoopDelayMs: round(longestLoopDelayMs),
    serverLongestTurnCpuMs: round(longestTurnCpuMs),
    serverLongestGcMs: round(longestGcMs),
  };
}

async function multiInstance(client) {
  const items = completeJobs(client, 'item');
  const done = completeJobs(client, 'done');
  await client.createProcessInstance({
    bpmnProcessId: 'items',
    version: -1,
    variables: JSON.stringify({ count: ITEMS }),
  });
  await done.reached(1);
  await Promise.all([items.close(), done.close()]);
  return { items: ITEMS, jobsAtATime: JOBS };
}

/** Creates the timers, then watches from shortly before they are due until all have fired. */
async function timers(client, server, prober) {
  const instances = Math.ceil(TIMERS / TIMERS_PER_INSTANCE);
  const due = new Date(Math.ceil((Date.now() + 10_000 + TIMERS * 0.8) / 1_000) * 1_000);
  const variables = JSON.stringify({ count: TIMERS_PER_INSTANCE, due: due.toISOString() });
  await times(instances, TIMER_CALLS_IN_FLIGHT, () =>
    client.createProcessInstance({ bpmnProcessId: 'timers', version: -1, variables }),
  );
  const lateMs = Date.now() - due.getTime();
  if (lateMs > 0) throw new Error(`Creating the timers took ${lateMs} ms too long`);
  await pause(due.getTime() - Date.now() - 500);
  return await watched('timers due at once', server, prober, async () => {
    const done = completeJobs(client, 'done');
    await done.reached(instances);
    await done.close();
    return { timers: instances * TIMERS_PER_INSTANCE };
  });
}

/** Publishes messages that live for a moment, then watches until a check has found all of them. */
async function messages(client, server, prober) {
  await times(MESSAGES, CALLS_IN_FLIGHT, (n) =>
    client.publishMessage({
      name: 'nobody',
      correlationKey: `key-${n}`,
      timeToLive: EXPIRY_CHECK_MS,
      variables: '{}',
    }),
  );
  return await watched('messages that expire', server, prober, async () => {
    await pause(2 * EXPIRY_CHECK_MS + 10_000);
    return { messages: MESSAGES };
  });
}

const directory = mkdtempSync(join(tmpdir(), 'grevy-bench-'));
try {
  const server = await BenchServer.start({ dataDirectory: join(directory, 'data') });
  await server.watchTurns();
  const client = await connect(server);
  await client.deployResource({
    resources: [{ name: 'fairness.bpmn', content: Buffer.from(MODEL) }],
    tenantId: '',
  });
  const prober = await Prober.start(server);
  await pause(IDLE_MS);
  const results = [
    await watched('idle', server, prober, () => pause(IDLE_MS)),
    await watched('multi-instance with a worker', server, prober, () => multiInstance(client)),
    await timers(client, server, prober),
    ...(MESSAGES > 0 ? [await messages(client, server, prober)] : []),
  ];
  await prober.stop();
  await client.close();
  await server.kill();
  print({ benchmark: 'fairness', machine: machine(), fsyncMs: await fsyncMs(directory), results });
} finally {
  rmSync(directory, { recursive: true, force: true });
}
