import { describe, expect, test } from 'vitest';
import { openSegmentFile, type OpenSegmentFile, type SegmentFile } from '../src/segment-file.js';
import { appendTexts, payload, readTexts } from './conformance/log-store.js';
import { temporaryLog } from './temporary-log.js';

/** Real files on which one operation fails once `failing` is set. */
function faultyDisk(operation: 'write' | 'sync', code: string) {
  const disk: { failing: boolean; syncs: number; readonly open: OpenSegmentFile } = {
    failing: false,
    syncs: 0,
    open: async (path, access) => {
      const file = await openSegmentFile(path, access);
      const fail = (): Promise<never> => Promise.reject(Object.assign(new Error(`${code}: disk`), { code }));
      return {
        ...file,
        write: (parts, offset) =>
          disk.failing && operation === 'write' ? fail() : file.write(parts, offset),
        sync: () => {
          disk.syncs += 1;
          return disk.failing && operation === 'sync' ? fail() : file.sync();
        },
      } satisfies SegmentFile;
    },
  };
  return disk;
}

describe.each([
  ['write', 'ENOSPC', 'DISK_FULL'],
  ['write', 'EIO', 'IO_FAILED'],
  ['sync', 'EIO', 'IO_FAILED'],
  ['sync', 'ENOSPC', 'DISK_FULL'],
] as const)('given a %s that fails with %s', (operation, systemCode, code) => {
  test('then nothing more is acknowledged, not even when the disk works again', async () => {
    const log = await temporaryLog();
    const disk = faultyDisk(operation, systemCode);
    const writer = await log.open({ openFile: disk.open });
    await appendTexts(writer, ['acknowledged']);
    disk.failing = true;

    const lost = ['a', 'b', 'c'].map((text, index) =>
      writer.append({ firstPosition: 2 + index, recordCount: 1, payload: payload(text) }),
    );
    const outcomes = await Promise.allSettled(lost);
    disk.failing = false;

    expect(outcomes).toMatchObject([{ reason: { code } }, { reason: { code } }, { reason: { code } }]);
    expect(writer.lastPosition).toBe(1);
    await expect(
      writer.append({ firstPosition: 2, recordCount: 1, payload: payload('d') }),
    ).rejects.toMatchObject({ code });
    expect(await readTexts(writer, 1)).toEqual(['acknowledged']);
    await writer.close();

    const recovered = await log.open();
    expect((await readTexts(recovered, 1))[0]).toBe('acknowledged');
  });
});

test('given many appends while a sync runs, then they share the next sync', async () => {
  const log = await temporaryLog();
  const disk = faultyDisk('sync', 'EIO');
  const writer = await log.open({ openFile: disk.open, segmentBytes: 1024 * 1024 });
  const before = disk.syncs;

  await appendTexts(
    writer,
    Array.from({ length: 200 }, (_, index) => `batch ${index}`),
  );

  expect(disk.syncs - before).toBe(1);
});
