import { describe, expect, it } from 'vitest';
import {
  dateAndTimeInZone,
  dateAndTimeOf,
  dateOf,
  dayOfWeek,
  dayOfYear,
  lastDayOfMonth,
  monthOfYear,
  nowAt,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
  parseZone,
  timeFromTemporal,
  timeOf,
  todayAt,
  UnparsableText,
  weekOfYear,
  yearsMonthsBetween,
  DaysTimeDuration,
  type FeelDate,
} from '../../src/temporal/index.js';

function valid<T>(parsed: T | UnparsableText): T {
  if (parsed instanceof UnparsableText) throw new Error(parsed.message);
  return parsed;
}
const date = (text: string): FeelDate => valid(parseDate(text));
const dateTime = (text: string) => valid(parseDateTime(text));
const time = (text: string) => valid(parseTime(text));

function offset(text: string): DaysTimeDuration {
  const duration = valid(parseDuration(text));
  if (duration instanceof DaysTimeDuration) return duration;
  throw new Error(text);
}

describe('date(year, month, day)', () => {
  it('takes the low 32 bits of its numbers', () => {
    expect(dateOf(2024n, 2n, 29n)?.isoText()).toBe('2024-02-29');
    expect(dateOf(4_294_969_320n, 1n, 1n)?.isoText()).toBe('2024-01-01');
  });

  it('has no day beyond the end of the month', () => {
    expect(dateOf(2023n, 2n, 29n)).toBeUndefined();
    expect(dateOf(1_000_000_000n, 1n, 1n)).toBeUndefined();
  });
});

describe('time(hour, minute, second, offset)', () => {
  it('is local without an offset', () => {
    expect(timeOf(10n, 20n, 30n, 5e8)?.feelText()).toBe('10:20:30.5');
    expect(timeOf(24n, 0n, 0n, 0)).toBeUndefined();
  });

  it('cuts the offset to seconds, downwards', () => {
    expect(timeOf(10n, 20n, 30n, 0, offset('PT1H0.5S'))?.feelText()).toBe('10:20:30+01:00');
    expect(timeOf(10n, 20n, 30n, 0, offset('-PT1H0.5S'))?.feelText()).toBe('10:20:30-01:00:01');
  });

  it('has no offset beyond 18 hours', () => {
    expect(timeOf(10n, 20n, 30n, 0, offset('PT18H'))?.feelText()).toBe('10:20:30+18:00');
    expect(timeOf(10n, 20n, 30n, 0, offset('PT18H1S'))).toBeUndefined();
  });
});

describe('time(from)', () => {
  it('is midnight in UTC for a date, and keeps offset and zone of a date and time', () => {
    expect(timeFromTemporal(date('2024-01-01')).feelText()).toBe('00:00:00Z');
    expect(timeFromTemporal(dateTime('2024-01-01T10:00')).feelText()).toBe('10:00:00');
    const summer = timeFromTemporal(dateTime('2024-07-01T10:00@Europe/Berlin'));
    expect(summer.feelText()).toBe('10:00:00@Europe/Berlin');
    expect(summer.isoText()).toBe('10:00+02:00');
  });
});

describe('date and time(…)', () => {
  it('joins a date and a time', () => {
    expect(dateAndTimeOf(date('2024-07-01'), time('10:00:00@Europe/Berlin')).isoText()).toBe(
      '2024-07-01T10:00+02:00[Europe/Berlin]',
    );
    expect(dateAndTimeOf(dateTime('2024-01-01T10:00:00Z'), time('11:00:00')).isoText()).toBe(
      '2024-01-01T11:00',
    );
  });

  it.each([
    ['2024-01-01T10:00:00Z', 'Europe/Berlin', '2024-01-01T11:00+01:00[Europe/Berlin]'],
    ['2024-01-01T10:00:00', 'Europe/Berlin', '2024-01-01T10:00+01:00[Europe/Berlin]'],
    ['2024-01-01T10:00:00Z', '+1', '2024-01-01T11:00+01:00'],
    ['2024-01-01T10:00:00Z', '+013015', '2024-01-01T11:30:15+01:30:15'],
    ['2024-01-01T10:00:00Z', 'UTC+1', '2024-01-01T11:00+01:00[UTC+01:00]'],
    ['2024-01-01T10:00:00Z', 'GMT+0', '2024-01-01T10:00Z[GMT]'],
  ])('shifts or attaches: %s in %s', (value, zone, expected) => {
    expect(dateAndTimeInZone(dateTime(value), zone).isoText()).toBe(expected);
  });

  it.each(['EST', 'europe/berlin', '', '+19:00', '@Europe/Berlin', 'toString'])(
    'fails for the zone %j',
    (zone) => {
      expect(() => dateAndTimeInZone(dateTime('2024-01-01T10:00:00Z'), zone)).toThrow();
    },
  );
});

describe('years and months duration(from, to)', () => {
  it.each([
    ['2020-01-15', '2024-02-29', 'P4Y1M'],
    ['2024-01-31', '2024-02-29', 'P0D'],
    ['2024-03-01', '2024-01-31', 'P-1M'],
    ['2020-02-29', '2021-02-28', 'P11M'],
    ['-999999999-01-01', '999999999-01-01', 'P1999999998Y'],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(yearsMonthsBetween(date(from), date(to)).isoText()).toBe(expected);
  });
});

describe('calendar functions', () => {
  it.each([
    ['2021-01-03', 53],
    ['2020-12-31', 53],
    ['2024-12-30', 1],
    ['2026-01-01', 1],
    ['-0001-01-01', 53],
  ])('week of year(%s) is %s', (text, week) => {
    expect(weekOfYear(date(text))).toBe(week);
  });

  it('count and name days and months by the local date', () => {
    const value = dateTime('2024-12-31T23:00:00-05:00');
    expect(dayOfYear(value)).toBe(366);
    expect(dayOfWeek(value)).toBe('Tuesday');
    expect(monthOfYear(value)).toBe('December');
    expect(lastDayOfMonth(date('2024-02-01')).isoText()).toBe('2024-02-29');
  });
});

describe('now() and today()', () => {
  it('show the given moment in the given zone', () => {
    const berlin = parseZone('Europe/Berlin', 'any');
    if (berlin === undefined) throw new Error('no zone');
    const epochMs = Date.UTC(2024, 1, 29, 23, 14, 15, 678);
    expect(nowAt(epochMs, berlin).isoText()).toBe('2024-03-01T00:14:15.678+01:00[Europe/Berlin]');
    expect(nowAt(epochMs, berlin).epochMs).toBe(epochMs);
    expect(todayAt(epochMs, berlin).isoText()).toBe('2024-03-01');
    expect(nowAt(-1, 0).isoText()).toBe('1969-12-31T23:59:59.999Z');
  });
});
