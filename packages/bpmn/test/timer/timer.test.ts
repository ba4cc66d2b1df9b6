import { compile, type FeelValue } from '@grevy/feel';
import { describe, expect, it } from 'vitest';
import { firstOccurrence, nextOccurrence, timerOf, type Timer } from '../../src/timer/timer.js';
import { RUNTIME } from '../files.js';

const NOW = RUNTIME.nowMs;

function feel(text: string): FeelValue {
  const compiled = compile(text);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const evaluation = compiled.expression.evaluate(() => undefined, RUNTIME);
  if (!evaluation.ok) throw new Error(evaluation.failure);
  return evaluation.value;
}

function timer(kind: 'duration' | 'date' | 'cycle', value: FeelValue): Timer {
  const result = timerOf(kind, value, 'x', 'UTC');
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

describe('the first occurrence of a timer', () => {
  it.each([
    ['duration', 'PT1S', NOW + 1000, 1],
    ['duration', feel('duration("PT1H")'), NOW + 3_600_000, 1],
    ['duration', feel('duration("P1M")'), Date.UTC(2024, 2, 29, 12), 1],
    ['date', '2024-03-01T00:00:00Z', Date.UTC(2024, 2, 1), 1],
    ['date', feel('date and time("2024-03-01T00:00:00Z")'), Date.UTC(2024, 2, 1), 1],
    ['date', feel('date and time("2024-03-01T00:00:00")'), Date.UTC(2024, 2, 1), 1],
    ['cycle', 'R3/PT10S', NOW + 10_000, 3],
    ['cycle', feel('cycle(2, duration("PT10S"))'), NOW + 10_000, 2],
    ['cycle', '0 0 13 * * *', Date.UTC(2024, 1, 29, 13), -1],
    ['cycle', '0 0 0 30 2 *', NOW, 0],
  ] as const)('%s %s', (kind, value, dueDateMs, repetitions) => {
    expect(firstOccurrence(timer(kind, value), NOW, 'UTC')).toEqual({ dueDateMs, repetitions });
  });
});

describe('the next occurrence of a repeating timer', () => {
  const repeating = timer('cycle', 'R3/PT10S');

  it('is one amount after the last, with one repetition less', () => {
    const fired = { dueDateMs: NOW, repetitions: 3 };
    expect(nextOccurrence(repeating, fired, NOW + 5, 'UTC')).toEqual({
      dueDateMs: NOW + 10_000,
      repetitions: 2,
    });
  });

  it('skips executions that were missed', () => {
    const fired = { dueDateMs: NOW, repetitions: 3 };
    expect(nextOccurrence(repeating, fired, NOW + 60_000, 'UTC').dueDateMs).toBe(NOW + 70_000);
  });

  it('goes on without end', () => {
    const fired = { dueDateMs: NOW, repetitions: -1 };
    expect(nextOccurrence(timer('cycle', 'R/PT10S'), fired, NOW, 'UTC').repetitions).toBe(-1);
  });

  it('of a cron expression is its next execution', () => {
    const fired = { dueDateMs: NOW, repetitions: -1 };
    expect(nextOccurrence(timer('cycle', '@hourly'), fired, NOW, 'UTC')).toEqual({
      dueDateMs: Date.UTC(2024, 1, 29, 13),
      repetitions: -1,
    });
  });
});

describe('a result that is no timer', () => {
  it.each([
    [
      'duration',
      5,
      "Expected result of the expression 'x' to be one of '[DURATION, PERIOD, STRING]', but was 'NUMBER'.",
    ],
    [
      'date',
      null,
      "Expected result of the expression 'x' to be one of '[DATE_TIME, STRING]', but was 'NULL'.",
    ],
    ['cycle', true, "Expected result of the expression 'x' to be 'STRING', but was 'BOOLEAN'."],
    ['duration', 'soon', "Invalid duration format 'soon' for expression 'x'."],
    ['date', 'soon', "Invalid date-time format 'soon' for expression 'x'."],
    ['cycle', 'R', 'No interval given'],
  ] as const)('%s %s', (kind, value, message) => {
    expect(timerOf(kind, value, 'x', 'UTC')).toEqual({ ok: false, message });
  });
});

describe('the function cycle', () => {
  it.each([
    ['cycle(duration("PT36H"))', 'R/PT36H'],
    ['cycle(3, duration("P1M"))', 'R3/P1M'],
    ['cycle(null, duration("PT1S"))', 'R/PT1S'],
    ['cycle("x")', null],
    ['cycle("x", duration("PT1S"))', null],
  ])('%s', (text, expected) => {
    expect(feel(text)).toBe(expected);
  });
});
