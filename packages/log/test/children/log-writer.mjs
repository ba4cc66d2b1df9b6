// Appends batches to the log in the directory given, and trims it, until it is killed; prints each position once it is durable.
import { LocalLog } from '@grevy/log';

const [directory] = process.argv.slice(2);
const log = await LocalLog.open({ directory, partitionId: 1, segmentBytes: 64 * 1024 });
const keepInFlight = async (index) => {
  for (;;) {
    const firstPosition = next;
    next += 3;
    const payload = Buffer.from(`${firstPosition}:`.padEnd(50 + ((firstPosition * 37) % 900), String(index)));
    await log.append({ firstPosition, recordCount: 3, payload });
    process.stdout.write(`${firstPosition + 2}\n`);
    if (firstPosition % 20 === 0) await log.trimBefore(log.lastPosition - 300);
  }
};
let next = log.lastPosition + 1;
await Promise.all([0, 1, 2, 3].map(keepInFlight));
