import { describe, expect, it } from 'vitest';
import { parseDateTime } from '../../src/timer/date-time.js';
import { dueDate, parseInterval } from '../../src/timer/interval.js';
import { parseRepeatingInterval } from '../../src/timer/repeating-interval.js';
import { zoneOf } from '../../src/timer/zoned-time.js';

const NOW = Date.UTC(2024, 0, 31, 12, 0, 0);

function due(text: string, now = NOW, zone = 'UTC'): string {
  const interval = parseInterval(text);
  return interval.ok ? new Date(dueDate(interval.value, now, zoneOf(zone))).toISOString() : interval.message;
}

describe('the due date of an interval', () => {
  it.each([
    ['PT10S', '2024-01-31T12:00:10.000Z'],
    ['PT1H30M', '2024-01-31T13:30:00.000Z'],
    ['PT0.5S', '2024-01-31T12:00:00.500Z'],
    ['-PT5S', '2024-01-31T11:59:55.000Z'],
    ['PT-6H+3M', '2024-01-31T06:03:00.000Z'],
    ['P1D', '2024-02-01T12:00:00.000Z'],
    ['P1W', '2024-02-07T12:00:00.000Z'],
    ['P1M', '2024-02-29T12:00:00.000Z'],
    ['P1Y2M', '2025-03-31T12:00:00.000Z'],
    ['P-1D', '2024-01-30T12:00:00.000Z'],
    ['p1d', '2024-02-01T12:00:00.000Z'],
    ['P1Y2M3DT4H5M6.789S', '2025-04-03T16:05:06.789Z'],
    ['-P1DT1H', '2024-01-30T11:00:00.000Z'],
    ['2024-03-01T00:00:00Z/PT1H', '2024-03-01T00:00:00.000Z'],
    ['2023-03-01T00:00:00Z/PT1H', '2024-01-31T13:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(due(text)).toBe(expected);
  });

  it('counts days on the calendar of the zone', () => {
    const beforeSummerTime = Date.UTC(2024, 2, 30, 11, 0, 0);
    expect(due('P1D', beforeSummerTime, 'Europe/Berlin')).toBe('2024-03-31T10:00:00.000Z');
    expect(due('PT24H', beforeSummerTime, 'Europe/Berlin')).toBe('2024-03-31T11:00:00.000Z');
  });

  it.each(['', 'P', 'PT', 'P1DT', 'PT1.5H', '5', 'pt5s', 'P99999999Y', 'x/PT1S'])(
    '%j is malformed',
    (text) => {
      expect(parseInterval(text).ok).toBe(false);
    },
  );
});

describe('a date-time', () => {
  it.each([
    ['2024-02-29T10:00Z', '2024-02-29T10:00:00.000Z'],
    ['2024-02-29T10:45:30Z', '2024-02-29T10:45:30.000Z'],
    ['2024-02-29t10:00:30.25z', '2024-02-29T10:00:30.250Z'],
    ['2024-02-29T10:00:00+02:00', '2024-02-29T08:00:00.000Z'],
    ['2024-02-29T10:00:00-05', '2024-02-29T15:00:00.000Z'],
    ['2024-02-29T10:00:00+01:00[Europe/Berlin]', '2024-02-29T09:00:00.000Z'],
    ['2024-02-29T10:00:00+01:00[GMT+02:00]', '2024-02-29T09:00:00.000Z'],
    ['+12024-02-29T10:00Z', '+012024-02-29T10:00:00.000Z'],
    ['-0001-02-28T10:00Z', '-000001-02-28T10:00:00.000Z'],
  ])('%s', (text, expected) => {
    const date = parseDateTime(text);
    expect(date.ok && new Date(date.value.epochMs).toISOString()).toBe(expected);
  });

  it.each([
    ['2024-02-29T10:00:00', "Text '2024-02-29T10:00:00' could not be parsed at index 19"],
    [
      '2024-02-29T10:00:00+0100',
      "Text '2024-02-29T10:00:00+0100' could not be parsed, unparsed text found at index 22",
    ],
    ['2024-02-29T10Z', "Text '2024-02-29T10Z' could not be parsed at index 13"],
    [
      '2023-02-29T10:00Z',
      "Text '2023-02-29T10:00Z' could not be parsed: Invalid date 'February 29' as '2023' is not a leap year",
    ],
    ['2024-04-31T10:00Z', "Text '2024-04-31T10:00Z' could not be parsed: Invalid date 'APRIL 31'"],
    ['tomorrow', "Text 'tomorrow' could not be parsed at index 0"],
    ['12024-02-29T10:00Z', "Text '12024-02-29T10:00Z' could not be parsed at index 0"],
    ['+2024-02-29T10:00Z', "Text '+2024-02-29T10:00Z' could not be parsed at index 0"],
    ['-0000-02-29T10:00Z', "Text '-0000-02-29T10:00Z' could not be parsed at index 0"],
    ['-024-02-29T10:00Z', "Text '-024-02-29T10:00Z' could not be parsed at index 1"],
    [
      '2024-02-32T10:00Z',
      "Text '2024-02-32T10:00Z' could not be parsed: Invalid value for DayOfMonth (valid values 1 - 28/31): 32",
    ],
    [
      '2024-13-01T10:00Z',
      "Text '2024-13-01T10:00Z' could not be parsed: Invalid value for MonthOfYear (valid values 1 - 12): 13",
    ],
    [
      '2024-02-29T24:00Z',
      "Text '2024-02-29T24:00Z' could not be parsed: Invalid value for HourOfDay (valid values 0 - 23): 24",
    ],
    [
      '2024-02-29T10:60Z',
      "Text '2024-02-29T10:60Z' could not be parsed: Invalid value for MinuteOfHour (valid values 0 - 59): 60",
    ],
    [
      '2024-02-29T10:00:60Z',
      "Text '2024-02-29T10:00:60Z' could not be parsed: Invalid value for SecondOfMinute (valid values 0 - 59): 60",
    ],
    [
      '2024-02-29T10:00+01:60',
      "Text '2024-02-29T10:00+01:60' could not be parsed, unparsed text found at index 19",
    ],
    [
      '2024-02-29T10:00Z[UTC+1]',
      "Text '2024-02-29T10:00Z[UTC+1]' could not be parsed, unparsed text found at index 17",
    ],
  ])('%s is malformed', (text, message) => {
    expect(parseDateTime(text)).toEqual({ ok: false, message });
  });

  it.each(['2024-02-29T10:00+1', '2024-02-29T10:00+19:00', '2024-02-29T10:00[Europe/Berlin]'])(
    '%s is malformed too',
    (text) => {
      expect(parseDateTime(text).ok).toBe(false);
    },
  );
});

describe('a repeating interval', () => {
  it.each([
    ['R/PT10S', -1],
    ['R3/PT10S', 3],
    ['R+3/PT10S', 3],
    ['R0/PT10S', 0],
    ['R-1/PT10S', -1],
    ['R-5/PT10S', -5],
    ['R2/2024-01-01T00:00:00Z/P1D', 2],
  ])('%s', (text, repetitions) => {
    const result = parseRepeatingInterval(text);
    expect(result.ok && result.value.repetitions).toBe(repetitions);
  });

  it.each([
    ['R3', 'No interval given'],
    ['Rx/PT1S', 'Cannot parse repetitions count'],
    ['R/P1', 'Text cannot be parsed to a Period'],
    ['R/PT1', 'Text cannot be parsed to a Duration'],
    ['R/2024-01-01/PT1S', "Text '2024-01-01' could not be parsed at index 10"],
    ['R3/2024-01-01T00:00:00Z/2024-01-02T00:00:00Z', 'Text cannot be parsed to a Period'],
  ])('%s is malformed', (text, message) => {
    expect(parseRepeatingInterval(text)).toEqual({ ok: false, message });
  });
});
