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

  const outcomes = await Promise.allSettled([
    executor.run(task('a', 9)),
    executor.run(task('b', 3)),
    executor.run(task('c', 0)),
  ]);

  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('given an effect asked for within a task, then it comes after the task and before the next', async () => {
  const executor = new SerialExecutor();
  const log: string[] = [];
  const first = executor.run(async () => {
    executor.afterCurrent(() => log.push('effect'));
    await Promise.resolve();
    log.push('first');
  });
  const second = executor.run(() => log.push('second'));
  await Promise.all([first, second]);
  executor.afterCurrent(() => log.push('idle effect'));
  expect(log).toEqual(['first', 'effect', 'second', 'idle effect']);
});
