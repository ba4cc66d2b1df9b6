import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalLog } from '../src/local-log.js';
import { MemoryLog } from '../src/memory-log.js';
import { describeLogStore } from './conformance/log-store.js';

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
