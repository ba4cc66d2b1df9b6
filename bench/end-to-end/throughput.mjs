// One partition with fsync, without back-pressure, over gRPC: instances per second, CPU per instance of server and clients apart, latency,
// start-up and memory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine, print } from '../machine.mjs';
import { fsyncMs } from './fsync.mjs';
import { BenchServer } from './server.mjs';
import { connect, deploy, percentiles, round, runInstances, runSteadily } from './workload.mjs';

const INSTANCES = Number(process.env.INSTANCES ?? 20_000);
const directory = mkdtempSync(join(tmpdir(), 'grevy-bench-'));

async function measured(server, client, inFlight) {
  const before = { server: await server.usage(), client: process.cpuUsage() };
  await server.reset();
  const { instancesPerSecond } = await runInstances(client, INSTANCES, inFlight);
  const after = await server.usage();
  const { user, system } = process.cpuUsage(before.client);
  return {
    inFlight,
    instancesPerSecond: Math.round(instancesPerSecond),
    serverCpuMsPerInstance: round((after.cpuMs - before.server.cpuMs) / INSTANCES, 3),
    clientsCpuMsPerInstance: round((user + system) / 1_000 / INSTANCES, 3),
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
  const idle = await server.usage();
  const client = await connect(server);
  await deploy(client);
  await runInstances(client, 3_000, 100);
  const results = [await measured(server, client, 100), await measured(server, client, 1_000)];
  const latencies = await runSteadily(client, 150, 100);
  await client.close();
  await server.stop();
  const again = await BenchServer.start({
    dataDirectory: join(directory, 'data'),
    broker: { flowControl: 'none' },
  });
  await again.stop();
  print({
    benchmark: 'end to end, one partition, fsync',
    machine: machine(),
    instances: INSTANCES,
    fsyncMs: await fsyncMs(directory),
    startUpMs: { empty: Math.round(server.readyMs), afterTheRun: Math.round(again.readyMs) },
    idleRssMb: Math.round(idle.rssMb),
    throughput: results,
    createToCompletedMsAt10PerSecond: percentiles(latencies),
  });
} finally {
  rmSync(directory, { recursive: true, force: true });
}
