import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalLog } from '../src/local-log.js';
import { expect, test } from 'vitest';
import { MemoryLog } from '../src/memory-log.js';
import { appendTexts, describeLogStore, readTexts } from './conformance/log-store.js';

function localLog(segmentBytes?: number) {
  return () => {
    let directory = '';
    const open = () =>
      LocalLog.open({ directory, partitionId: 1, ...(segmentBytes === undefined ? {} : { segmentBytes }) });
    return {
      async create() {
        directory = await mkdtemp(join(tmpdir(), 'grevy-log-'));
        return open();
      },
      reopen: open,
      destroy: () => rm(directory, { recursive: true }),
    };
  };
}

describeLogStore('LocalLog', localLog());
describeLogStore('LocalLog with small segments', localLog(4096));
describeLogStore('MemoryLog', () => ({
  create: () => Promise.resolve(new MemoryLog(1)),
  destroy: () => Promise.resolve(),
}));

test('given a log in memory that is full, then it stops, unless it is trimmed in time', async () => {
  const log = new MemoryLog(1, 10);
  for (let round = 0; round < 5; round++) {
    await appendTexts(log, ['12345', '67890']);
    await log.trimBefore(log.lastPosition + 1);
  }
  await appendTexts(log, ['12345']);
  await expect(appendTexts(log, ['678901'])).rejects.toMatchObject({ code: 'DISK_FULL' });
  await expect(appendTexts(log, ['6'])).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(await readTexts(log, log.firstPosition)).toEqual(['12345']);
});
