import { expect, test } from 'vitest';
import { SerialExecutor } from '../../src/exporting/serial-executor.js';

test('given tasks of different lengths, then they run one after the other, and a failure hinders none', async () => {
  const executor = new SerialExecutor();
  const log: string[] = [];
  const task = (name: string, turns: number) => async () => {
    log.push(`${name} begins`);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    log.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
  };
  const broken = () => {
    throw new Error('d fails at once');
  };

  const outcomes = await Promise.allSettled([
    executor.run(task('a', 9)),
    executor.run(task('b', 3)),
    executor.run(task('c', 0)),
    executor.run(broken),
    executor.run(() => void log.push('e')),
  ]);

  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends', 'e']);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

test('given no task that runs, then a task runs at once and shows its failure at once', () => {
  const executor = new SerialExecutor();
  let ran = false;
  expect(
    executor.run(() => {
      ran = true;
    }),
  ).toBeUndefined();
  expect(ran).toBe(true);
  expect(() =>
    executor.run(() => {
      throw new Error('broken');
    }),
  ).toThrow('broken');
  expect(executor.run(() => undefined)).toBeUndefined();
});

test('given an effect asked for within a task, then it comes after the task and before the next', async () => {
  const executor = new SerialExecutor();
  const log: string[] = [];
  const first = executor.run(async () => {
    executor.afterCurrent(() => log.push('effect'));
    await Promise.resolve();
    log.push('first');
  });
  const second = executor.run(() => void log.push('second'));
  await Promise.all([first, second]);
  executor.afterCurrent(() => log.push('idle effect'));
  expect(log).toEqual(['first', 'effect', 'second', 'idle effect']);
});
