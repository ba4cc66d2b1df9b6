import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FeelDate,
  parseDate,
  parseDateTime,
  parseDateTimeConstant,
  parseDuration,
  parseDurationConstant,
  parseTemporalLiteral,
  parseTime,
  TemporalRangeError,
  UnparsableText,
  variableText,
  type Temporal,
} from '../../src/temporal/index.js';

/** `<FEEL text> | <text in a variable>`, or the message. */
function texts(parsed: Temporal | UnparsableText): string {
  return parsed instanceof UnparsableText ? parsed.message : `${parsed.feelText()} | ${variableText(parsed)}`;
}

describe('date texts', () => {
  it.each([
    ['2024-02-29', '2024-02-29 | 2024-02-29'],
    ['-0044-03-15', '-0044-03-15 | -0044-03-15'],
    ['0000-01-01', '0000-01-01 | 0000-01-01'],
    ['12024-01-01', '+12024-01-01 | +12024-01-01'],
    ['999999999-12-31', '+999999999-12-31 | +999999999-12-31'],
  ])('reads %s', (text, expected) => {
    expect(texts(parseDate(text))).toBe(expected);
  });

  it.each([
    ['2023-02-30', '2023-02-28'],
    ['2024-02-30', '2024-02-29'],
    ['1900-02-29', '1900-02-28'],
    ['2024-04-31', '2024-04-30'],
  ])('cuts %s to the last day of the month', (text, expected) => {
    const date = parseDate(text);
    expect(date).toBeInstanceOf(FeelDate);
    expect(texts(date)).toBe(`${expected} | ${expected}`);
  });

  it.each([
    '',
    '2024-1-1',
    '02024-01-01',
    '+12024-01-01',
    '1000000000-01-01',
    '-0000-01-01',
    '2024-13-01',
    '2024-00-10',
    '2024-01-32',
    '2024-01-01Z',
    '2024-01-01T10:00:00',
    ' 2024-01-01',
    '１２３４-01-01',
  ])('refuses %j with a message', (text) => {
    expect(texts(parseDate(text))).toBe(`Failed to parse date from '${text}'`);
  });

  it('writes what it reads, for every date', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_000_000, max: 3_000_000 }), (epochDay) => {
        const date = FeelDate.ofEpochDay(epochDay);
        const parsed = parseDate(date.feelText().replace('+', ''));
        expect(parsed).toEqual(date);
        expect(FeelDate.of(date.year, date.month, date.day)?.epochDay).toBe(epochDay);
      }),
    );
  });
});

describe('time texts', () => {
  it.each([
    ['10:00', '10:00:00 | 10:00'],
    ['T10:00:30', '10:00:30 | 10:00:30'],
    ['24:00:00', '00:00:00 | 00:00'],
    ['23:59:59.9', '23:59:59.9 | 23:59:59.900'],
    ['10:00:00.000001', '10:00:00.000001 | 10:00:00.000001'],
    ['10:00:00.', '10:00:00 | 10:00'],
    ['10:00:00Z', '10:00:00Z | 10:00:00Z'],
    ['10:00:00-00:00', '10:00:00Z | 10:00:00Z'],
    ['10:00:00.5+18:00', '10:00:00.5+18:00 | 10:00:00.5+18:00'],
    ['10:00:00@Europe/Berlin', '10:00:00@Europe/Berlin | 10:00:00@Europe/Berlin'],
    ['10:00:00@Etc/GMT+1', '10:00:00@Etc/GMT+1 | 10:00:00@Etc/GMT+1'],
    ['10:00:00@+01:00', '10:00:00+01:00 | 10:00:00+01:00'],
    ['10:00:00@UTC+00:00', '10:00:00@UTC | 10:00:00@UTC'],
    ['10:00:00@GMT+01:00', '10:00:00@GMT+01:00 | 10:00:00@GMT+01:00'],
  ])('reads %s', (text, expected) => {
    expect(texts(parseTime(text))).toBe(expected);
  });

  it.each([
    ['10', 'local-time'],
    ['24:00:01', 'local-time'],
    ['23:59:60', 'local-time'],
    ['t10:00:00', 'local-time'],
    ['10:00Z', 'local-time'],
    ['10:00:00+0100', 'local-time'],
    ['10:00:00+01:00@Europe/Berlin', 'local-time'],
    ['10:00:00+18:01', 'time'],
    ['25:00:00Z', 'time'],
    ['10:00:00@EST', 'time'],
    ['10:00:00@europe/berlin', 'time'],
    ['10:00:00@UTC+1', 'time'],
  ])('refuses %s as %s', (text, kind) => {
    expect(texts(parseTime(text))).toBe(`Failed to parse ${kind} from '${text}'`);
  });
});

describe('date and time texts', () => {
  it.each([
    ['2024-03-10', '2024-03-10T00:00:00 | 2024-03-10T00:00'],
    ['2024-03-10T08:30', '2024-03-10T08:30:00 | 2024-03-10T08:30'],
    ['2024-12-31T24:00:00', '2025-01-01T00:00:00 | 2025-01-01T00:00'],
    ['2023-02-29T08:30:00.1', '2023-02-28T08:30:00.1 | 2023-02-28T08:30:00.100'],
    ['12024-03-10T08:30:00', '12024-03-10T08:30:00 | +12024-03-10T08:30'],
    ['2024-03-10T08:30Z', '2024-03-10T08:30:00Z | 2024-03-10T08:30Z'],
    ['2024-03-10T08:30:00+05:30', '2024-03-10T08:30:00+05:30 | 2024-03-10T08:30+05:30'],
    [
      '2024-03-10T08:30:00@Europe/Berlin',
      '2024-03-10T08:30:00@Europe/Berlin | 2024-03-10T08:30+01:00[Europe/Berlin]',
    ],
    [
      '1880-01-01T00:00:00@Europe/Berlin',
      '1880-01-01T00:00:00+00:53:28@Europe/Berlin | 1880-01-01T00:00+00:53:28[Europe/Berlin]',
    ],
  ])('reads %s', (text, expected) => {
    expect(texts(parseDateTime(text))).toBe(expected);
  });

  it.each([
    ['2024-13-01', 'date(-time)'],
    ['2024-13-10T08:30', 'local-date-time'],
    ['2024-03-10T24:01', 'local-date-time'],
    ['2024-03-10T08', 'date-time'],
    ['2024-03-10T08:60', 'date-time'],
    ['2024-03-10T08:30:00.', 'date-time'],
    ['2024-13-10T08:30Z', 'date-time'],
    ['2024-03-10T08:30:00@Mars/Base', 'date-time'],
    ['999999999-12-31T24:00:00', 'local-date-time'],
  ])('refuses %s as %s', (text, kind) => {
    expect(texts(parseDateTime(text))).toBe(`Failed to parse ${kind} from '${text}'`);
  });

  it('lets a dot end the seconds in a constant', () => {
    expect(texts(parseDateTimeConstant('2024-03-10T08:30:00.'))).toBe(
      '2024-03-10T08:30:00 | 2024-03-10T08:30',
    );
  });
});

describe('duration texts', () => {
  it.each([
    ['P1Y14M', 'P2Y2M | P2Y2M'],
    ['-P1Y2M', '-P1Y2M | P-1Y-2M'],
    ['P1Y-2M', 'P10M | P10M'],
    ['P0Y', 'P0Y | P0D'],
    ['P2147483647Y', 'P2147483647Y | P2147483647Y'],
    ['PT36H', 'P1DT12H | PT36H'],
    ['P1DT2H3M4S', 'P1DT2H3M4S | PT26H3M4S'],
    ['-P1DT1H', '-P1DT1H | PT-25H'],
    ['PT0S', 'P0D | PT0S'],
    ['PT1.5S', 'PT1S | PT1.5S'],
    ['-PT0.5S', '-PT1S | PT-0.5S'],
    ['PT1,5S', 'PT1S | PT1.5S'],
    ['P' + '0'.repeat(30) + '1D', 'P1D | PT24H'],
    ['PT9223372036854775807S', 'P106751991167300DT15H30M7S | PT2562047788015215H30M7S'],
  ])('reads %s', (text, expected) => {
    expect(texts(parseDuration(text))).toBe(expected);
  });

  it.each([
    ['P', 'year-month-duration'],
    ['P2147483648Y', 'year-month-duration'],
    ['PT', 'day-time-duration'],
    ['PT9223372036854775808S', 'day-time-duration'],
    ['PT0.0000000001S', 'day-time-duration'],
    ['P1Y1D', 'duration'],
    ['P1W', 'duration'],
    ['PT' + '9'.repeat(100_000) + 'S', 'day-time-duration'],
    ['PT1.5H', 'duration'],
    ['pt1h', 'duration'],
    ['PT+1H', 'duration'],
  ])('refuses %s as %s', (text, kind) => {
    expect(texts(parseDuration(text))).toBe(`Failed to parse ${kind} from '${text}'`);
  });

  it.each([
    ['pt1h', 'PT1H | PT1H'],
    ['+P1D', 'P1D | PT24H'],
    ['PT+1H', 'PT1H | PT1H'],
  ])('reads %s in a constant', (text, expected) => {
    expect(texts(parseDurationConstant(text))).toBe(expected);
  });

  it('fails for years and months beyond 32-bit years', () => {
    expect(() => parseDuration('P2147483647Y12M')).toThrow(TemporalRangeError);
  });
});

describe('the literal @"…"', () => {
  it.each([
    ['2024-01-01', 'date'],
    ['10:00', 'local time'],
    ['10:00:00@Etc/GMT-1', 'time'],
    ['-2024-01-01T10:00', 'local date and time'],
    ['2024-01-01T10:00:00@Z', 'date and time'],
    ['P1M', 'years and months duration'],
    ['-PT1M', 'days and time duration'],
  ])('takes %s as %s', (text, kind) => {
    expect(parseTemporalLiteral(text)?.kind).toBe(kind);
  });

  it.each(['', 'x', 'pt1h', '+P1D', '10:00Z', '2024-01-01T', '2024-01-01T10:00:00.', 'P'])(
    'is null for %j',
    (text) => {
      expect(parseTemporalLiteral(text)).toBeUndefined();
    },
  );
});
