// The gateway alone, over real connections and against brokers that answer at once. Prints JSON:
//  - CPU microseconds per unary call: of the calls' own code, and of the whole process with gRPC and HTTP/2;
//  - memory per waiting poll, and how long a poll takes to wake and reach the client.
// Usage: node bench/gateway/gateway.mjs [--calls 10000] [--polls 10000]   (after `npm run build`)
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ownCpuMicrosPerCall } from './calls.mjs';

const require = createRequire(new URL('../../packages/gateway/package.json', import.meta.url));
const grpc = require('@grpc/grpc-js');
const { loadSync } = require('@grpc/proto-loader');

const { values: options } = parseArgs({
  options: { calls: { type: 'string', default: '10000' }, polls: { type: 'string', default: '10000' } },
});
const calls = Number(options.calls);
const polls = Number(options.polls);
const CONNECTIONS = 4;
const IN_FLIGHT = 100;

const proto = loadSync(require.resolve('@grevy/protocol/gateway.proto'), { keepCase: true, longs: String });
const Gateway = grpc.loadPackageDefinition(proto).gateway_protocol.Gateway;

const server = fork(fileURLToPath(new URL('server.mjs', import.meta.url)), { execArgv: ['--expose-gc'] });
const { port } = await nextMessage();
const clients = Array.from(
  { length: CONNECTIONS },
  () =>
    new Gateway(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
    }),
);

function nextMessage() {
  return new Promise((resolve) => server.once('message', resolve));
}

function ask(what) {
  server.send({ ask: what });
}

async function usage() {
  const answer = nextMessage();
  ask('usage');
  return answer;
}

async function unary(method, request) {
  await load(method, request, Math.min(2000, calls));
  const before = await usage();
  const startMs = performance.now();
  await load(method, request, calls);
  const seconds = (performance.now() - startMs) / 1000;
  const after = await usage();
  return {
    cpuMicrosPerCall: round((after.cpuMicros - before.cpuMicros) / calls),
    callsPerSecond: Math.round(calls / seconds),
  };
}

async function load(method, request, count) {
  let started = 0;
  const one = (client) => new Promise((resolve) => client[method](request, resolve));
  const lane = async (index) => {
    while (started < count) {
      started += 1;
      await one(clients[index % CONNECTIONS]);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => lane(index)));
}

const POLL = {
  type: 'work',
  worker: 'bench',
  timeout: 60_000,
  maxJobsToActivate: 1,
  requestTimeout: 3_600_000,
};

async function waitingPolls() {
  ask('collect');
  const before = await usage();
  const streams = Array.from({ length: polls }, (_, index) =>
    clients[index % CONNECTIONS].ActivateJobs(POLL),
  );
  const closed = streams.map((stream) => new Promise((resolve) => stream.on('status', resolve)));
  let delivered = () => undefined;
  for (const stream of streams) {
    stream.on('error', () => undefined);
    stream.on('data', () => delivered());
  }
  let waiting = await usage();
  while (waiting.openPolls < polls) waiting = await usage();
  ask('collect');
  waiting = await usage();
  const wakeMs = [];
  for (let job = 0; job < Math.min(200, polls); job++) {
    const arrival = new Promise((resolve) => (delivered = resolve));
    const startMs = performance.now();
    ask('job');
    await arrival;
    wakeMs.push(performance.now() - startMs);
  }
  for (const stream of streams) stream.cancel();
  await Promise.all(closed);
  let drained = await usage();
  while (drained.openPolls > 0) drained = await usage();
  wakeMs.sort((a, b) => a - b);
  return {
    polls,
    kilobytesPerPoll: round((waiting.rssBytes - before.rssBytes) / polls / 1024),
    rssMegabytes: Math.round(waiting.rssBytes / 1024 / 1024),
    wakeMsP50: round(wakeMs[Math.floor(wakeMs.length * 0.5)]),
    wakeMsP99: round(wakeMs[Math.floor(wakeMs.length * 0.99)]),
  };
}

function round(number) {
  return Math.round(number * 100) / 100;
}

const REQUESTS = {
  Topology: {},
  CreateProcessInstance: {
    bpmnProcessId: 'order',
    version: -1,
    variables: '{"orderId":"a-1","amount":12.5,"items":[1,2,3]}',
  },
  CompleteJob: { jobKey: '2251799813685250', variables: '{"done":true}' },
};
const own = await ownCpuMicrosPerCall(
  Object.fromEntries(
    Object.entries(REQUESTS).map(([name, request]) => [
      name,
      Gateway.service[name].requestSerialize(request),
    ]),
  ),
);
const unaryCalls = {};
for (const [name, request] of Object.entries(REQUESTS)) {
  unaryCalls[name] = { ownCpuMicrosPerCall: round(own[name]), ...(await unary(name, request)) };
}
const result = { unary: unaryCalls, waiting: await waitingPolls() };
console.log(JSON.stringify({ benchmark: 'gateway', node: process.version, calls, ...result }, null, 2));
for (const client of clients) client.close();
ask('stop');
