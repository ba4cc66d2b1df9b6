// Speed of the local log with an fsync for every acknowledgement, and of reading it back and opening it.
// Run after `npm run build`: node bench/log/append.mjs [directory on the disk to measure]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalLog } from '../../packages/log/dist/index.js';

const DURATION_MS = 2_000;
const CASES = [
  { name: 'one batch of 1 KB in flight', payloadBytes: 1024, inFlight: 1 },
  { name: '2 batches of 5 KB in flight', payloadBytes: 5 * 1024, inFlight: 2 },
  { name: '32 batches of 1 KB in flight', payloadBytes: 1024, inFlight: 32 },
  { name: '2 batches of 200 KB in flight', payloadBytes: 200 * 1024, inFlight: 2 },
];

const root = process.argv[2] ?? tmpdir();
const round = (value) => Number(value.toPrecision(4));
const percentile = (sorted, share) =>
  round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);

async function measureAppends({ name, payloadBytes, inFlight }) {
  const directory = await mkdtemp(join(root, 'grevy-bench-log-'));
  const log = await LocalLog.open({ directory, partitionId: 1 });
  const payload = new Uint8Array(payloadBytes).fill(7);
  const latenciesMs = [];
  const start = performance.now();
  const cpu = process.cpuUsage();
  let next = 1;
  const append = async () => {
    while (performance.now() - start < DURATION_MS) {
      const firstPosition = next++;
      const begin = performance.now();
      await log.append({ firstPosition, recordCount: 1, payload });
      latenciesMs.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, append));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await log.close();

  const openStart = performance.now();
  const reopened = await LocalLog.open({ directory, partitionId: 1 });
  const openMs = performance.now() - openStart;
  const readStart = performance.now();
  let readBytes = 0;
  for await (const batch of reopened.read(1)) readBytes += batch.payload.length;
  const readSeconds = (performance.now() - readStart) / 1000;
  await reopened.close();
  await rm(directory, { recursive: true });

  latenciesMs.sort((a, b) => a - b);
  return {
    name,
    commitsPerSecond: Math.round(latenciesMs.length / seconds),
    megabytesPerSecond: round((latenciesMs.length * payloadBytes) / 1e6 / seconds),
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    cpuMicrosecondsPerCommit: round((user + system) / latenciesMs.length),
    openMs: round(openMs),
    readMegabytesPerSecond: round(readBytes / 1e6 / readSeconds),
  };
}

const cases = [];
for (const settings of CASES) cases.push(await measureAppends(settings));
console.log(JSON.stringify({ benchmark: 'log', node: process.version, cases }, undefined, 2));
