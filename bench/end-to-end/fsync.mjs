// What one small durable write costs on this disk now: latencies are compared with it.
import { closeSync, fdatasync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { percentiles } from './workload.mjs';

const sync = promisify(fdatasync);

export async function fsyncMs(directory) {
  const file = join(directory, 'fsync-probe');
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(4096, 1);
  const latencies = [];
  writeSync(descriptor, Buffer.alloc(4096 * 200));
  await sync(descriptor);
  for (let i = 0; i < 100; i += 1) {
    writeSync(descriptor, block, 0, block.length, i * 4096);
    const start = performance.now();
    await sync(descriptor);
    latencies.push(performance.now() - start);
  }
  closeSync(descriptor);
  rmSync(file);
  return percentiles(latencies);
}
