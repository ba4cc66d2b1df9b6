// A timer whose expression has been evaluated: when it is due, and how often (spec 12 §12.9, §12.11.4).
import {
  DaysTimeDuration,
  FeelDateTime,
  FeelLocalDateTime,
  resultType,
  YearsMonthsDuration,
  type FeelValue,
  type ResultType,
} from '@grevy/feel';
import type { TimerDefinition } from '../model/timer-definition.js';
import { nextExecution, parseCron, type Cron } from './cron.js';
import { parseDateTime } from './date-time.js';
import { addAmount, dueDate, parseInterval, type Interval } from './interval.js';
import { malformed, parsed, type Parsed } from './parsed.js';
import { INFINITE, parseRepeatingInterval } from './repeating-interval.js';
import { toInstant, zoneOf } from './zoned-time.js';

export type Timer =
  | { readonly kind: 'date'; readonly dueDateMs: number }
  | { readonly kind: 'interval'; readonly interval: Interval; readonly repetitions: number }
  | { readonly kind: 'cron'; readonly cron: Cron };

/** What a TIMER record shows. */
export interface TimerOccurrence {
  readonly dueDateMs: number;
  /** -1: without end. A timer is repeated if this is -1 or more than 1. */
  readonly repetitions: number;
}

/** The timer that an expression's result stands for; the message is that of an incident, without warnings. */
export function timerOf(
  kind: TimerDefinition['kind'],
  value: FeelValue,
  expression: string,
  zoneName: string,
): Parsed<Timer> {
  switch (kind) {
    case 'duration':
      return durationTimer(value, expression);
    case 'date':
      return dateTimer(value, expression, zoneName);
    case 'cycle':
      if (typeof value === 'string') return cycleTimer(value);
      return wrongType(value, expression, ['STRING']);
  }
}

function durationTimer(value: FeelValue, expression: string): Parsed<Timer> {
  const once = (months: number, durationMs: number): Parsed<Timer> =>
    parsed({
      kind: 'interval',
      interval: { start: undefined, amount: { months, days: 0, durationMs } },
      repetitions: 1,
    });
  if (value instanceof DaysTimeDuration) return once(0, Number(value.nanoseconds) / 1e6);
  if (value instanceof YearsMonthsDuration) return once(value.totalMonths, 0);
  if (typeof value !== 'string') return wrongType(value, expression, ['DURATION', 'PERIOD', 'STRING']);
  const interval = parseInterval(value);
  if (!interval.ok) return malformed(`Invalid duration format '${value}' for expression '${expression}'.`);
  return parsed({ kind: 'interval', interval: interval.value, repetitions: 1 });
}

function dateTimer(value: FeelValue, expression: string, zoneName: string): Parsed<Timer> {
  if (value instanceof FeelDateTime) return parsed({ kind: 'date', dueDateMs: value.epochMs });
  if (value instanceof FeelLocalDateTime) {
    const localMs = FeelDateTime.ofOffset(value, 0).epochMs;
    return parsed({ kind: 'date', dueDateMs: toInstant(localMs, zoneOf(zoneName)) });
  }
  if (typeof value !== 'string') return wrongType(value, expression, ['DATE_TIME', 'STRING']);
  const date = parseDateTime(value);
  if (!date.ok) return malformed(`Invalid date-time format '${value}' for expression '${expression}'.`);
  return parsed({ kind: 'date', dueDateMs: date.value.epochMs });
}

function cycleTimer(text: string): Parsed<Timer> {
  if (!text.startsWith('R')) {
    const cron = parseCron(text);
    return cron.ok ? parsed({ kind: 'cron', cron: cron.value }) : cron;
  }
  const repeating = parseRepeatingInterval(text);
  return repeating.ok ? parsed({ kind: 'interval', ...repeating.value }) : repeating;
}

function wrongType(value: FeelValue, expression: string, expected: readonly ResultType[]): Parsed<Timer> {
  const types = expected.length === 1 ? `'${expected.join()}'` : `one of '[${expected.join(', ')}]'`;
  return malformed(
    `Expected result of the expression '${expression}' to be ${types}, but was '${resultType(value)}'.`,
  );
}

/** When a timer that is created now is due. */
export function firstOccurrence(timer: Timer, nowMs: number, zoneName: string): TimerOccurrence {
  const zone = zoneOf(zoneName);
  switch (timer.kind) {
    case 'date':
      return { dueDateMs: timer.dueDateMs, repetitions: 1 };
    case 'interval':
      return { dueDateMs: dueDate(timer.interval, nowMs, zone), repetitions: timer.repetitions };
    case 'cron': {
      const next = nextExecution(timer.cron, nowMs, zone);
      // Without a next execution it fires once, at once.
      if (next === undefined) return { dueDateMs: nowMs, repetitions: 0 };
      return { dueDateMs: next, repetitions: INFINITE };
    }
  }
}

/** When a repeating timer that has fired is due again: missed executions are skipped. */
export function nextOccurrence(
  timer: Timer,
  fired: TimerOccurrence,
  nowMs: number,
  zoneName: string,
): TimerOccurrence {
  if (timer.kind !== 'interval') return firstOccurrence(timer, nowMs, zoneName);
  const { start, amount } = timer.interval;
  const repetitions = fired.repetitions === INFINITE ? INFINITE : fired.repetitions - 1;
  const onGrid = addAmount(fired.dueDateMs, amount, start?.zone ?? zoneOf(zoneName));
  const dueDateMs = onGrid > nowMs ? onGrid : addAmount(nowMs, amount, zoneOf(zoneName));
  return { dueDateMs, repetitions };
}
