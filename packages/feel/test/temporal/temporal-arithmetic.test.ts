import { describe, expect, it } from 'vitest';
import {
  addTemporal,
  DaysTimeDuration,
  parseTemporalLiteral,
  subtractTemporal,
  TemporalRangeError,
  YearsMonthsDuration,
  type Temporal,
} from '../../src/temporal/index.js';

function value(text: string): Temporal {
  const parsed = parseTemporalLiteral(text);
  if (parsed === undefined) throw new Error(`no temporal literal: ${text}`);
  return parsed;
}

function daysTime(text: string): DaysTimeDuration {
  const duration = value(text);
  if (duration instanceof DaysTimeDuration) return duration;
  throw new Error(`no days and time duration: ${text}`);
}

function yearsMonths(text: string): YearsMonthsDuration {
  const duration = value(text);
  if (duration instanceof YearsMonthsDuration) return duration;
  throw new Error(`no years and months duration: ${text}`);
}

describe('+', () => {
  it.each([
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2024-01-31', '-P13M', '2022-12-31'],
    ['2024-01-31', 'PT23H', '2024-01-31'],
    ['2024-01-31', 'PT24H', '2024-02-01'],
    ['P1Y1M', '2024-01-31', '2025-02-28'],
    ['22:30:00', 'PT3H', '01:30'],
    ['22:30:00@Europe/Berlin', 'PT0.5S', '22:30:00.500+01:00'],
    ['2024-01-31T22:30:00', 'P400D', '2025-03-06T22:30'],
    ['2024-03-30T22:30:00@Europe/Berlin', 'P1D', '2024-03-31T23:30+02:00[Europe/Berlin]'],
    ['2024-03-30T22:30:00@Europe/Berlin', 'P1M', '2024-04-30T22:30+02:00[Europe/Berlin]'],
    ['2024-01-31T02:30:00@Europe/Berlin', 'P2M', '2024-03-31T03:30+02:00[Europe/Berlin]'],
    ['PT1H', 'PT30M', 'PT1H30M'],
    ['P1Y', '-P13M', 'P-1M'],
  ])('%s + %s = %s', (left, right, expected) => {
    expect(addTemporal(value(left), value(right))?.isoText()).toBe(expected);
  });

  it.each([
    ['2024-01-31', '10:00:00'],
    ['10:00:00', 'P1M'],
    ['P1M', '10:00:00'],
    ['P1M', 'P1D'],
    ['2024-01-31', '2024-01-31'],
  ])('%s + %s does not go together', (left, right) => {
    expect(addTemporal(value(left), value(right))).toBeUndefined();
  });

  it.each([
    ['999999999-12-31', 'P1D'],
    ['2024-01-01', 'P106751991167300D'],
    ['2024-01-01T00:00:00Z', 'P999999999Y'],
    ['PT9223372036854775807S', 'PT1S'],
    ['P2147483647Y11M', 'P1M'],
  ])('%s + %s is out of range', (left, right) => {
    expect(() => addTemporal(value(left), value(right))).toThrow(TemporalRangeError);
  });
});

describe('-', () => {
  it.each([
    ['2024-02-29', '2024-01-31', 'PT696H'],
    ['01:00:00', '22:30:00', 'PT-21H-30M'],
    ['22:30:00+02:00', '01:00:00Z', 'PT19H30M'],
    ['01:00:00Z', '22:30:00+02:00', 'PT19H30M'],
    ['2024-10-26T22:30:00@Europe/Berlin', '2024-03-30T22:30:00@Europe/Berlin', 'PT5039H'],
    ['2024-01-31', 'PT0.5S', '2024-01-30'],
    ['2024-03-31', 'P1M', '2024-02-29'],
    ['PT1H', 'P100D', 'PT-2399H'],
  ])('%s - %s = %s', (left, right, expected) => {
    expect(subtractTemporal(value(left), value(right))?.isoText()).toBe(expected);
  });

  it.each([
    ['2024-01-31', '2024-01-31T10:00:00'],
    ['2024-01-31T10:00:00', '2024-01-31T10:00:00Z'],
    ['P1D', '2024-01-31'],
    ['P1D', 'P1M'],
  ])('%s - %s does not go together', (left, right) => {
    expect(subtractTemporal(value(left), value(right))).toBeUndefined();
  });
});

describe('* and / of durations', () => {
  it('multiplies by the low 32 bits of the factor', () => {
    expect(daysTime('P1D').times(2n).isoText()).toBe('PT48H');
    expect(
      daysTime('PT1S')
        .times(2n ** 32n + 1n)
        .isoText(),
    ).toBe('PT1S');
    expect(yearsMonths('P1M').times(3_000_000_000n).isoText()).toBe('P-107913941Y-4M');
  });

  it('fails when a product is out of range', () => {
    expect(() => yearsMonths('P11M').times(2_147_483_647n)).toThrow(TemporalRangeError);
    expect(() => daysTime('PT9223372036854775807S').times(2n)).toThrow(TemporalRangeError);
  });

  it('divides days and time by a number in milliseconds of 32 bits', () => {
    expect(daysTime('PT1S').dividedByNumber(3n, 0).isoText()).toBe('PT0.333S');
    expect(daysTime('P1D').dividedByNumber(25n, 1).isoText()).toBe('PT9H36M');
    expect(daysTime('P100D').dividedByNumber(4n, 0).isoText()).toBe('PT-593H-2M-47.296S');
  });

  it('divides years and months by a number and cuts to months', () => {
    expect(yearsMonths('P1Y').dividedByNumber(25n, 1).isoText()).toBe('P4M');
    expect(yearsMonths('P2147483647Y').dividedByNumber(1n, 0).isoText()).toBe('P-1Y');
  });

  it('divides durations of the same kind to a whole number', () => {
    expect(daysTime('P1D').dividedBy(daysTime('PT1.5S'))).toBe(57_600n);
    expect(daysTime('-PT1.9S').dividedBy(daysTime('PT1S'))).toBe(-1n);
    expect(yearsMonths('-P1Y1M').dividedBy(yearsMonths('P7M'))).toBe(-1n);
  });

  it('fails when the divisor is less than a millisecond', () => {
    expect(() => daysTime('P1D').dividedBy(daysTime('PT0.0000005S'))).toThrow('/ by zero');
  });
});
