// Runs the benchmarks one after the other; each prints one JSON object. Arguments name some of them:
// `npm run bench -- engine throughput`. BENCH_QUICK=1 makes all of them small.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const BENCHMARKS = {
  engine: 'engine/engine-alone.mjs',
  elements: 'engine/elements.mjs',
  'multi-instance': 'engine/multi-instance.mjs',
  codec: 'protocol/record-codec.mjs',
  tables: 'state/tables.mjs',
  log: 'log/append.mjs',
  feel: 'feel/expressions.mjs',
  dmn: 'dmn/decision-table.mjs',
  exporting: 'exporting/export.mjs',
  gateway: 'gateway/gateway.mjs',
  throughput: 'end-to-end/throughput.mjs',
  latency: 'end-to-end/latency.mjs',
  waiting: 'end-to-end/many-waiting.mjs',
  recovery: 'end-to-end/recovery.mjs',
  fairness: 'end-to-end/fairness.mjs',
};
const QUICK = {
  INSTANCES: '2000',
  WAITING: '5000',
  MEGABYTES: '32',
  ITEMS: '2000',
  TIMERS: '5000',
  MESSAGES: '5000',
};

const selected = process.argv.slice(2);
let failed = 0;
for (const [name, file] of Object.entries(BENCHMARKS)) {
  if (selected.length > 0 && !selected.includes(name)) continue;
  const env = { ...process.env, ...(process.env.BENCH_QUICK === '1' ? QUICK : {}) };
  const { status } = spawnSync(process.execPath, [join(here, file)], { stdio: 'inherit', env });
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
