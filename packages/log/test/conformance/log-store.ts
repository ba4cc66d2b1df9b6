/** What every implementation of the LogStore port must do. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogBatch, LogStore } from '../../src/log-store.js';

export interface LogStoreFactory {
  /** A new, empty log of partition 1. */
  create(): Promise<LogStore>;
  /** Opens the log again after it was closed. Absent where nothing outlives a close. */
  reopen?(): Promise<LogStore>;
  /** Removes everything. */
  destroy(): Promise<void>;
}

export function payload(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export async function readAll(log: LogStore, from: number): Promise<readonly LogBatch[]> {
  const batches: LogBatch[] = [];
  for await (const batch of log.read(from)) batches.push(batch);
  return batches;
}

export async function readTexts(log: LogStore, from: number): Promise<readonly string[]> {
  return (await readAll(log, from)).map((batch) => new TextDecoder().decode(batch.payload));
}

/** Appends `count` batches of one record each after what is there. */
export async function appendTexts(log: LogStore, texts: readonly string[]): Promise<void> {
  const first = log.lastPosition + 1;
  await Promise.all(
    texts.map((text, index) =>
      log.append({ firstPosition: first + index, recordCount: 1, payload: payload(text) }),
    ),
  );
}

export function describeLogStore(name: string, newFactory: () => LogStoreFactory): void {
  describe(`${name} as a LogStore`, () => {
    let factory: LogStoreFactory;
    let log: LogStore;

    beforeEach(async () => {
      factory = newFactory();
      log = await factory.create();
    });

    afterEach(async () => {
      await log.close();
      await factory.destroy();
    });

    test('given a new log, then it is empty and begins at position 1', async () => {
      expect(log.lastPosition).toBe(0);
      expect(log.firstPosition).toBe(1);
      expect(log.epoch).toBeGreaterThanOrEqual(1);
      expect(await readAll(log, 1)).toEqual([]);
    });

    test('given an append that resolved, then its batch is durable and can be read', async () => {
      await log.append({ firstPosition: 1, recordCount: 3, payload: payload('abc') });

      expect(log.lastPosition).toBe(3);
      const [batch, ...more] = await readAll(log, 1);
      expect(more).toEqual([]);
      expect(batch).toMatchObject({ firstPosition: 1, lastPosition: 3, epoch: log.epoch });
      expect(await readTexts(log, 1)).toEqual(['abc']);
    });

    test('given bytes that are used again after the append, then the log keeps what was appended', async () => {
      const bytes = payload('kept');
      await log.append({ firstPosition: 1, recordCount: 1, payload: bytes });
      bytes.fill(0);

      expect(await readTexts(log, 1)).toEqual(['kept']);
    });

    test('given several appends in flight, then they resolve in order and are read in order', async () => {
      const settled: number[] = [];
      const texts = Array.from({ length: 50 }, (_, index) => `batch ${index}`);

      await Promise.all(
        texts.map((text, index) =>
          log
            .append({ firstPosition: index * 2 + 1, recordCount: 2, payload: payload(text) })
            .then(() => settled.push(index)),
        ),
      );

      expect(settled).toEqual(texts.map((_, index) => index));
      expect(log.lastPosition).toBe(100);
      expect(await readTexts(log, 1)).toEqual(texts);
      const numbers = (await readAll(log, 1)).map((batch) => batch.batchNumber);
      expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    });

    test('given a position inside a batch, when reading from it, then that batch comes first', async () => {
      await log.append({ firstPosition: 1, recordCount: 3, payload: payload('first') });
      await log.append({ firstPosition: 4, recordCount: 3, payload: payload('second') });

      expect(await readTexts(log, 3)).toEqual(['first', 'second']);
      expect(await readTexts(log, 5)).toEqual(['second']);
      expect(await readTexts(log, 7)).toEqual([]);
    });

    test.each([
      ['a gap', 3, 1],
      ['a repetition', 1, 1],
      ['no record', 2, 0],
    ])(
      'given %s, when appending, then it is refused and the log goes on',
      async (_, firstPosition, recordCount) => {
        await appendTexts(log, ['one']);

        await expect(
          log.append({ firstPosition, recordCount, payload: payload('bad') }),
        ).rejects.toMatchObject({
          code: 'OUT_OF_ORDER',
        });

        await appendTexts(log, ['two']);
        expect(await readTexts(log, 1)).toEqual(['one', 'two']);
      },
    );

    test('given a payload above the limit, when appending, then it is refused and the log goes on', async () => {
      const tooLarge = new Uint8Array(65 * 1024 * 1024);

      await expect(log.append({ firstPosition: 1, recordCount: 1, payload: tooLarge })).rejects.toMatchObject(
        {
          code: 'TOO_LARGE',
        },
      );

      await appendTexts(log, ['one']);
      expect(await readTexts(log, 1)).toEqual(['one']);
    });

    test('given a trim, then nothing at or above the position is lost', async () => {
      await appendTexts(
        log,
        Array.from({ length: 20 }, (_, index) => `batch ${index + 1}`),
      );

      await log.trimBefore(11);

      expect(log.firstPosition).toBeLessThanOrEqual(11);
      expect((await readTexts(log, 11))[0]).toBe('batch 11');
      expect(await readTexts(log, log.firstPosition)).toHaveLength(21 - log.firstPosition);
    });

    test('given a closed log, then appends and reads are refused', async () => {
      await log.close();

      await expect(
        log.append({ firstPosition: 1, recordCount: 1, payload: payload('late') }),
      ).rejects.toMatchObject({ code: 'CLOSED' });
      await expect(readAll(log, 1)).rejects.toMatchObject({ code: 'CLOSED' });
    });

    test('given appends in flight, when closing, then they are completed first', async () => {
      const append = appendTexts(log, ['one', 'two']);
      await log.close();
      await append;
    });

    test('given a log that was closed, when it is opened again, then it goes on under a higher epoch', async () => {
      if (factory.reopen === undefined) return;
      await appendTexts(log, ['one', 'two']);
      const before = log.epoch;
      await log.close();

      log = await factory.reopen();

      expect(log.lastPosition).toBe(2);
      expect(log.epoch).toBeGreaterThan(before);
      await appendTexts(log, ['three']);
      expect(await readTexts(log, 1)).toEqual(['one', 'two', 'three']);
      expect((await readAll(log, 3))[0]?.epoch).toBe(log.epoch);
    });
  });
}
