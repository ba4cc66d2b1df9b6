// Many waiting instances must not slow new ones down: throughput of an empty engine and beside 200,000 waiting instances.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine, print } from '../machine.mjs';
import { BenchServer } from './server.mjs';
import { connect, deploy, round, runInstances } from './workload.mjs';

const WAITING = Number(process.env.WAITING ?? 200_000);
const INSTANCES = Number(process.env.INSTANCES ?? 20_000);
const directory = mkdtempSync(join(tmpdir(), 'grevy-bench-'));

async function createWaiting(client, count) {
  let created = 0;
  await Promise.all(
    Array.from({ length: 400 }, async () => {
      while (created < count) {
        created += 1;
        await client.createProcessInstance({
          bpmnProcessId: 'wait',
          version: -1,
          variables: '{"a":1,"b":"text"}',
        });
      }
    }),
  );
}

async function measured(server, client) {
  const before = await server.usage();
  await server.reset();
  const { instancesPerSecond } = await runInstances(client, INSTANCES, 200);
  const after = await server.usage();
  return {
    instancesPerSecond: Math.round(instancesPerSecond),
    serverCpuMsPerInstance: round((after.cpuMs - before.cpuMs) / INSTANCES, 3),
    longestLoopDelayMs: round(after.longestLoopDelayMs),
    longestGcMs: round(after.longestGcMs),
    rssMb: Math.round(after.rssMb),
  };
}

try {
  const server = await BenchServer.start({
    dataDirectory: join(directory, 'data'),
    broker: { flowControl: 'none' },
  });
  const client = await connect(server);
  await deploy(client);
  await runInstances(client, 5_000, 200);
  const empty = await measured(server, client);
  await createWaiting(client, WAITING);
  const full = await measured(server, client);
  await client.close();
  await server.kill();
  const recovered = await BenchServer.start({
    dataDirectory: join(directory, 'data'),
    broker: { flowControl: 'none' },
  });
  await recovered.kill();
  print({
    benchmark: 'many waiting instances',
    machine: machine(),
    waiting: WAITING,
    empty,
    full,
    relativeThroughput: round(full.instancesPerSecond / empty.instancesPerSecond, 3),
    relativeServerCpu: round(full.serverCpuMsPerInstance / empty.serverCpuMsPerInstance, 3),
    startUpAfterKillMs: Math.round(recovered.readyMs),
  });
} finally {
  rmSync(directory, { recursive: true, force: true });
}
