import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CorruptLogError } from '../src/log-error.js';
import { appendTexts, readTexts } from './conformance/log-store.js';
import { batchesIn, temporaryLog, withFlippedBit, type TemporaryLog } from './temporary-log.js';

const FIRST_SEGMENT = 'segment-0000000001.log';

/** A log as a crash leaves it, without the mark of a clean stop. */
async function crashedLog(log: TemporaryLog, texts: readonly string[]): Promise<Buffer> {
  const writer = await log.open();
  for (const text of texts) await appendTexts(writer, [text]);
  const image = await log.read(FIRST_SEGMENT);
  await writer.close();
  await log.powerFails(FIRST_SEGMENT, image);
  return image;
}

describe('torn tail', () => {
  test('given a write that stopped at any byte, then the log is cut at the last whole batch and goes on', async () => {
    const log = await temporaryLog();
    const image = await crashedLog(log, ['one', 'two', 'three']);
    const last = batchesIn(image).at(-1) ?? { offset: 0, byteLength: 0 };
    for (let written = 0; written < last.byteLength; written++) {
      const torn = Buffer.from(image);
      torn.fill(0, last.offset + written);
      await log.powerFails(FIRST_SEGMENT, torn);

      const recovered = await log.open();

      expect(await readTexts(recovered, 1)).toEqual(['one', 'two']);
      await appendTexts(recovered, ['other']);
      expect(await readTexts(recovered, 1)).toEqual(['one', 'two', 'other']);
      await recovered.close();
    }
  });

  test('given a file that ends within the last batch, then the log is cut there', async () => {
    const log = await temporaryLog();
    const image = await crashedLog(log, ['one', 'two']);
    const last = batchesIn(image).at(-1) ?? { offset: 0, byteLength: 0 };
    for (let written = 0; written < last.byteLength; written += 7) {
      await log.powerFails(FIRST_SEGMENT, image.subarray(0, last.offset + written));

      const recovered = await log.open();

      expect(await readTexts(recovered, 1)).toEqual(['one']);
      await recovered.close();
    }
  });

  test('given a group whose first batch was lost and whose second one was written, then both are cut', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    await appendTexts(writer, ['durable']);
    await appendTexts(writer, ['lost', 'written', 'written too']);
    const image = await log.read(FIRST_SEGMENT);
    await writer.close();
    const lost = batchesIn(image)[2] ?? { offset: 0, byteLength: 0 };
    image.fill(0, lost.offset, lost.offset + lost.byteLength);
    await log.powerFails(FIRST_SEGMENT, image);

    const recovered = await log.open();

    expect(await readTexts(recovered, 1)).toEqual(['durable']);
    // The batches that were cut are still in the file; new ones of the same size must not bring them back.
    await appendTexts(recovered, ['tsol']);
    await recovered.close();
    const again = await log.open();
    expect(await readTexts(again, 1)).toEqual(['durable', 'tsol']);
  });

  test('given a log that ends below a position known to be durable, then it is refused', async () => {
    const log = await temporaryLog();
    await crashedLog(log, ['one', 'two']);

    await expect(log.open({ durablePosition: 3 })).rejects.toMatchObject({ code: 'CORRUPT' });

    const recovered = await log.open({ durablePosition: 2 });
    expect(recovered.lastPosition).toBe(2);
  });
});

describe('damage', () => {
  test('given any flipped bit of acknowledged batches, then the log is refused with the place', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    for (const text of ['one', 'two', 'three', 'four']) await appendTexts(writer, [text]);
    await writer.close();
    const image = await log.read(FIRST_SEGMENT);
    const batches = batchesIn(image);
    const closingMark = batches.at(-1);
    expect(closingMark?.recordCount).toBe(0);
    const firstBit = 64 * 8;
    const endBit = (closingMark?.offset ?? 0) * 8;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: firstBit, max: endBit - 1 }), async (bit) => {
        await log.write(FIRST_SEGMENT, withFlippedBit(image, bit));
        const damaged = batches.find(({ offset, byteLength }) => bit >> 3 < offset + byteLength);

        const error: unknown = await log.open().catch((reason: unknown) => reason);

        expect(error).toBeInstanceOf(CorruptLogError);
        expect(error).toMatchObject({ location: { segment: FIRST_SEGMENT, offset: damaged?.offset } });
        expect(await log.read(FIRST_SEGMENT)).toEqual(withFlippedBit(image, bit));
      }),
      { numRuns: 150 },
    );
  });

  test('given a flipped bit in a segment header, then the log is refused', async () => {
    const log = await temporaryLog();
    const image = await crashedLog(log, ['one']);
    for (let bit = 0; bit < 64 * 8; bit += 5) {
      await log.write(FIRST_SEGMENT, withFlippedBit(image, bit));

      await expect(log.open()).rejects.toMatchObject({ name: expect.stringMatching(/LogError/) });
    }
  });

  test('given a damaged header of the newest segment, then its first batch is enough to refuse the log', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    while ((await log.files('segment')).length < 2) await appendTexts(writer, ['x'.repeat(500)]);
    const newest = 'segment-0000000002.log';
    const image = await log.read(newest);
    const { lastPosition } = writer;
    await writer.close();
    expect(batchesIn(image)).toHaveLength(1);
    for (let bit = 0; bit < 64 * 8; bit += 11) {
      await log.write(newest, withFlippedBit(image, bit));

      await expect(log.open()).rejects.toMatchObject({
        location: { segment: newest, offset: 0, position: lastPosition },
      });
    }
  });

  test('given damage in an older segment, then the log opens, and reading stops there with the place', async () => {
    const log = await temporaryLog();
    const texts = Array.from({ length: 30 }, (_, index) => `${index}`.padEnd(300, '.'));
    const writer = await log.open();
    for (const text of texts) await appendTexts(writer, [text]);
    await writer.close();
    const image = await log.read(FIRST_SEGMENT);
    const third = batchesIn(image)[3] ?? { offset: 0, byteLength: 0 };
    await log.write(FIRST_SEGMENT, withFlippedBit(image, (third.offset + 80) * 8));

    const damaged = await log.open();

    const read: string[] = [];
    const reading = async () => {
      for await (const batch of damaged.read(1)) read.push(new TextDecoder().decode(batch.payload));
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'CORRUPT',
      location: { segment: FIRST_SEGMENT, offset: third.offset, position: 3 },
    });
    expect(read).toEqual(texts.slice(0, 2));
  });

  test('given the last batch of a full segment damaged, then the next segment proves it', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    while ((await log.files('segment')).length < 2) await appendTexts(writer, ['x'.repeat(500)]);
    await writer.close();
    const image = await log.read(FIRST_SEGMENT);
    const last = batchesIn(image).at(-1) ?? { offset: 0, byteLength: 0 };
    await log.write(FIRST_SEGMENT, withFlippedBit(image, (last.offset + last.byteLength - 1) * 8));

    const damaged = await log.open();

    await expect(readTexts(damaged, 1)).rejects.toMatchObject({ location: { offset: last.offset } });
  });

  test('given a missing segment in the middle, then the log is refused', async () => {
    const log = await temporaryLog();
    const writer = await log.open();
    while ((await log.files('segment')).length < 2) await appendTexts(writer, ['x'.repeat(500)]);
    const firstLost = writer.lastPosition;
    while ((await log.files('segment')).length < 3) await appendTexts(writer, ['x'.repeat(500)]);
    await writer.close();
    await rm(join(log.directory, 'segment-0000000002.log'));

    await expect(log.open()).rejects.toMatchObject({
      code: 'CORRUPT',
      location: { segment: 'segment-0000000003.log', offset: 0, position: firstLost },
    });
  });

  test('given the log of another partition, then it is refused', async () => {
    const log = await temporaryLog();
    await (await log.open()).close();

    await expect(log.open({ partitionId: 2 })).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  test('given a crash while a new segment was begun, then the log ends in the segment before and goes on', async () => {
    const log = await temporaryLog();
    await crashedLog(log, ['one', 'two']);
    await copyFile(join(log.directory, FIRST_SEGMENT), join(log.directory, 'segment-0000000002.log'));

    const recovered = await log.open();

    expect(await readTexts(recovered, 1)).toEqual(['one', 'two']);
    await appendTexts(recovered, ['three']);
    expect(await readTexts(recovered, 1)).toEqual(['one', 'two', 'three']);
    expect(await log.files('segment')).toEqual([FIRST_SEGMENT]);
  });

  test('given payloads that look like batches of this log, then they are not taken for any', async () => {
    const log = await temporaryLog();
    const image = await crashedLog(log, ['one', 'two']);
    // A user stores bytes of another log, with plausible numbers; its salt differs.
    const other = await temporaryLog();
    const writer = await other.open();
    await writer.append({ firstPosition: 1, recordCount: 1, payload: image.subarray(0, 1000) });
    for (const text of ['a', 'b', 'c']) await appendTexts(writer, [text]);
    const crashed = await other.read(FIRST_SEGMENT);
    await writer.close();
    const victim = batchesIn(crashed)[1] ?? { offset: 0, byteLength: 0 };
    const torn = Buffer.from(crashed);
    torn.fill(0, victim.offset, victim.offset + 72);
    torn.fill(0, victim.offset + victim.byteLength);
    await other.powerFails(FIRST_SEGMENT, torn);

    const recovered = await other.open();

    expect(recovered.lastPosition).toBe(0);
  });
});
