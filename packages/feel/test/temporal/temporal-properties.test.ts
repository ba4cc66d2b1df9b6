import { describe, expect, it } from 'vitest';
import { parseTemporalLiteral, temporalProperty, temporalPropertyNames } from '../../src/temporal/index.js';

function property(text: string, name: string): unknown {
  const value = parseTemporalLiteral(text);
  if (value === undefined) throw new Error(`no temporal literal: ${text}`);
  const found = temporalProperty(value, name);
  return typeof found === 'object' && found !== null ? found.isoText() : found;
}

describe('properties', () => {
  it.each([
    ['2024-02-29', 'year', 2024],
    ['2024-02-29', 'weekday', 4],
    ['-0044-03-15', 'weekday', 4],
    ['10:20:30.5', 'second', 30],
    ['10:20:30.5', 'timezone', null],
    ['10:20:30-05:30', 'time offset', 'PT-5H-30M'],
    ['10:20:30@Europe/Berlin', 'timezone', 'Europe/Berlin'],
    ['2024-07-01T10:20:30@Europe/Berlin', 'time offset', 'PT2H'],
    ['2024-07-01T10:20:30+01:00', 'timezone', null],
    ['2024-07-01T10:20:30', 'time offset', null],
    ['-P1Y2M', 'months', -2],
    ['P1DT26H70M80.5S', 'hours', 3n],
    ['-P1DT2H3M4.5S', 'seconds', -5n],
  ])('%s .%s is %s', (text, name, expected) => {
    expect(property(text, name)).toBe(expected);
  });

  it('are undefined where the kind has none of the name', () => {
    expect(property('2024-02-29', 'hour')).toBeUndefined();
    expect(property('P1D', 'years')).toBeUndefined();
    expect(property('2024-02-29', 'constructor')).toBeUndefined();
    expect(property('2024-02-29', '__proto__')).toBeUndefined();
  });

  it('are listed in the order of the warnings', () => {
    const value = parseTemporalLiteral('2024-01-01T10:00');
    expect(value && temporalPropertyNames(value)).toEqual([
      'timezone',
      'year',
      'second',
      'month',
      'day',
      'time offset',
      'weekday',
      'minute',
      'hour',
    ]);
  });
});
