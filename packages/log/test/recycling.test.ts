import { expect, test } from 'vitest';
import { LogCursor } from '../src/log-cursor.js';
import { appendTexts, readTexts } from './conformance/log-store.js';
import { temporaryLog } from './temporary-log.js';

const text = (index: number) => `${index}`.padEnd(400, '.');

test('given segments below the trim position, then they are used again and their old batches never come back', async () => {
  const log = await temporaryLog();
  let writer = await log.open();
  let written = 0;
  for (let round = 0; round < 12; round++) {
    for (let index = 0; index < 10; index++) {
      await appendTexts(writer, [text(written)]);
      written += 1;
    }
    await writer.trimBefore(written - 12);
    // A restart in every round: recovery meets the stale rest of recycled segments.
    await writer.close();
    writer = await log.open();

    const kept = await readTexts(writer, writer.firstPosition);
    expect(kept).toEqual(
      Array.from({ length: written - writer.firstPosition + 1 }, (_, i) =>
        text(writer.firstPosition - 1 + i),
      ),
    );
  }
  const files = [...(await log.files('segment')), ...(await log.files('spare'))];
  expect(files.length).toBeLessThanOrEqual(6);
});

test('given a trimmed log, when reading what is gone, then the error names what is left', async () => {
  const log = await temporaryLog();
  const writer = await log.open();
  for (let index = 0; index < 40; index++) await appendTexts(writer, [text(index)]);
  await writer.trimBefore(30);
  expect(writer.firstPosition).toBeGreaterThan(1);

  await expect(readTexts(writer, 1)).rejects.toMatchObject({
    code: 'TRIMMED',
    message: expect.stringContaining(`begins at position ${writer.firstPosition}`),
  });
});

test('given a cursor at the end of the log, then it goes on with what is appended, across segments and restarts', async () => {
  const log = await temporaryLog();
  let writer = await log.open();
  const cursor = await LogCursor.open({ directory: log.directory }, 'start');
  const seen: string[] = [];
  for (let index = 0; index < 60; index++) {
    await appendTexts(writer, [text(index)]);
    if (index % 7 === 3) {
      await writer.close();
      writer = await log.open();
    }
    for (
      let batch = await cursor.next(writer.lastPosition);
      batch;
      batch = await cursor.next(writer.lastPosition)
    ) {
      seen.push(new TextDecoder().decode(batch.payload));
    }
    await writer.trimBefore(writer.lastPosition);
  }
  await cursor.close();
  expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => text(index)));
});

test('given a durable position below the end, then a cursor yields nothing above it', async () => {
  const log = await temporaryLog();
  const writer = await log.open();
  await appendTexts(writer, ['one', 'two', 'three']);
  await writer.append({ firstPosition: 4, recordCount: 3, payload: Buffer.from('four to six') });
  const cursor = await LogCursor.open({ directory: log.directory }, 'start');

  expect((await cursor.next(2))?.lastPosition).toBe(1);
  expect((await cursor.next(2))?.lastPosition).toBe(2);
  expect(await cursor.next(2)).toBeUndefined();
  expect((await cursor.next(4))?.lastPosition).toBe(3);
  expect(await cursor.next(5)).toBeUndefined();
  expect((await cursor.next(6))?.lastPosition).toBe(6);
  await cursor.close();
});
