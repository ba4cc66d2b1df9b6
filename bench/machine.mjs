// What every benchmark says of the machine it ran on, and how it prints its result.
import { cpus, loadavg, totalmem } from 'node:os';

export function machine() {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    loadAverageAtEnd: Number(loadavg()[0]?.toFixed(2)),
  };
}

/** One benchmark prints one JSON object. */
export function print(result) {
  console.log(JSON.stringify(result, undefined, 2));
}
