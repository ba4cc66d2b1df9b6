// Damage of the last batches, which no later batch proves: the note beside the log does (ADR 22).
import { copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDurableNote } from '../src/durable-note.js';
import { openSegmentFile, type OpenSegmentFile } from '../src/segment-file.js';
import { appendTexts, readTexts } from './conformance/log-store.js';
import { batchesIn, temporaryLog, withFlippedBit, type TemporaryLog } from './temporary-log.js';

const FIRST_SEGMENT = 'segment-0000000001.log';
const NOTE = 'durable-note';

/** Waits until the note says so. */
async function notedUpTo({ directory }: TemporaryLog, position: number): Promise<void> {
  while ((await readDurableNote(directory, openSegmentFile))?.position !== position)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A log that was stopped cleanly. */
async function stoppedLog(log: TemporaryLog, texts: readonly string[]): Promise<Buffer> {
  const writer = await log.open();
  for (const text of texts) await appendTexts(writer, [text]);
  await writer.close();
  return log.read(FIRST_SEGMENT);
}

describe('after a clean stop', () => {
  test('given the last batches lost or damaged together with the mark behind them, then the log is refused', async () => {
    const log = await temporaryLog();
    const image = await stoppedLog(log, ['one', 'two', 'three']);
    for (const { offset, recordCount } of batchesIn(image).slice(1)) {
      const damaged = Buffer.from(image);
      damaged.fill(0, offset);
      await log.write(FIRST_SEGMENT, damaged);

      // Without its closing mark nothing is lost.
      if (recordCount === 0) continue;
      await expect(log.open()).rejects.toMatchObject({
        code: 'CORRUPT',
        message: expect.stringMatching(
          new RegExp(`in ${FIRST_SEGMENT} at byte ${offset}, but position 3 is known`),
        ),
      });
    }
  });

  test('given all segments lost, then no new log is begun', async () => {
    const log = await temporaryLog();
    await stoppedLog(log, ['one']);
    await rm(join(log.directory, FIRST_SEGMENT));

    await expect(log.open()).rejects.toMatchObject({ code: 'CORRUPT' });
    expect(await log.files('segment')).toEqual([]);
  });

  test('given a closing mark that is damaged, then nothing is lost and the log opens', async () => {
    const log = await temporaryLog();
    const image = await stoppedLog(log, ['one', 'two']);
    const mark = batchesIn(image).at(-1) ?? { offset: 0 };
    await log.write(FIRST_SEGMENT, withFlippedBit(image, (mark.offset + 20) * 8));

    expect(await readTexts(await log.open(), 1)).toEqual(['one', 'two']);
  });
});

describe('after a killed process', () => {
  test('given damage of the very last group, which was noted, then the log is refused', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    await appendTexts(writer, ['one']);
    await appendTexts(writer, ['two']);
    await notedUpTo(log, 2);
    const image = await log.read(FIRST_SEGMENT);
    await writer.close();
    const last = batchesIn(image).at(-1) ?? { offset: 0 };
    await log.write(FIRST_SEGMENT, withFlippedBit(image, (last.offset + 72) * 8));

    await expect(log.open()).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  test('given a group that was torn before it was durable, then it is cut whatever was noted before', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    await appendTexts(writer, ['one']);
    await notedUpTo(log, 1);
    await copyFile(join(log.directory, NOTE), join(log.directory, 'note-then'));
    await appendTexts(writer, ['two']);
    const image = await log.read(FIRST_SEGMENT);
    await writer.close();
    const last = batchesIn(image).at(-1) ?? { offset: 0 };
    image.fill(0, last.offset + 73);
    await log.write(FIRST_SEGMENT, image);
    await copyFile(join(log.directory, 'note-then'), join(log.directory, NOTE));

    expect(await readTexts(await log.open(), 1)).toEqual(['one']);
  });
});

describe('the note itself', () => {
  test('given any byte of it damaged, then a whole log opens', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    await appendTexts(writer, ['one']);
    await notedUpTo(log, 1);
    await appendTexts(writer, ['two']);
    await writer.close();
    const note = await log.read(NOTE);
    for (let byte = 0; byte < note.length; byte = byte === 31 ? 4096 : byte + 1) {
      await log.write(NOTE, withFlippedBit(note, byte * 8 + 3));

      const reopened = await log.open();

      expect(await readTexts(reopened, 1)).toEqual(['one', 'two']);
      await reopened.close();
    }
  });

  test('given one slot torn, then the other one still proves what it says', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    await appendTexts(writer, ['one']);
    await notedUpTo(log, 1);
    await appendTexts(writer, ['two']);
    await writer.close();
    const note = await log.read(NOTE);
    for (const torn of [0, 4096]) {
      const half = Buffer.from(note);
      half.fill(0, torn + 12, torn + 32);
      await log.write(NOTE, half);

      expect((await readDurableNote(log.directory, openSegmentFile))?.position).toBeGreaterThan(0);
    }
  });

  test('given the note of another log, then it says nothing', async () => {
    const log = await temporaryLog();
    await stoppedLog(log, ['one']);
    const other = await temporaryLog();
    await stoppedLog(other, ['a', 'b', 'c']);
    await copyFile(join(other.directory, NOTE), join(log.directory, NOTE));

    const opened = await log.open();

    expect(await readTexts(opened, 1)).toEqual(['one']);
    await appendTexts(opened, ['two']);
    await opened.close();
    expect(await readDurableNote(log.directory, openSegmentFile)).toMatchObject({ position: 2 });
  });

  test('given a disk that takes no note, then the log goes on', async () => {
    const log = await temporaryLog();
    const openFile: OpenSegmentFile = async (path, access) => {
      const file = await openSegmentFile(path, access);
      if (!path.endsWith(NOTE)) return file;
      return { ...file, write: () => Promise.reject(new Error('no space')) };
    };
    const writer = await log.open({ openFile });
    await appendTexts(writer, ['one', 'two']);
    await writer.close();

    expect((await stat(join(log.directory, NOTE))).size).toBe(0);
    expect(await readTexts(await log.open(), 1)).toEqual(['one', 'two']);
  });
});
