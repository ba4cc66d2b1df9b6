import { describe, expect, it } from 'vitest';
import {
  addTemporal,
  FeelTime,
  parseDateTime,
  parseDuration,
  parseTime,
  UnparsableText,
} from '../../src/temporal/index.js';

function isoText(text: string): string {
  const parsed = parseDateTime(text);
  return parsed instanceof UnparsableText ? parsed.message : parsed.isoText();
}

describe('local times in a zone', () => {
  it.each([
    ['in a gap move forward', '2024-03-31T02:30:00@Europe/Berlin', '2024-03-31T03:30+02:00[Europe/Berlin]'],
    [
      'in an overlap take the earlier offset',
      '2024-10-27T02:30:00@Europe/Berlin',
      '2024-10-27T02:30+02:00[Europe/Berlin]',
    ],
    [
      'skip a day that a country skipped',
      '2011-12-30T10:00:00@Pacific/Apia',
      '2011-12-31T10:00+14:00[Pacific/Apia]',
    ],
    [
      'follow half hours',
      '2024-07-01T02:30:00@Australia/Lord_Howe',
      '2024-07-01T02:30+10:30[Australia/Lord_Howe]',
    ],
    [
      'follow rules beyond what clocks reach',
      '123456-07-01T02:30:00@Europe/Berlin',
      '+123456-07-01T02:30+02:00[Europe/Berlin]',
    ],
    [
      'had local mean time long ago',
      '-5000-07-01T02:30:00@America/New_York',
      '-5000-07-01T02:30-04:56:02[America/New_York]',
    ],
  ])('%s: %s', (_case, text, expected) => {
    expect(isoText(text)).toBe(expected);
  });

  it('pass through an overlap by elapsed time', () => {
    const start = parseDateTime('2024-10-27T02:59:59@Europe/Berlin');
    const second = parseDuration('PT1S');
    if (start instanceof UnparsableText || second instanceof UnparsableText) throw new Error('invalid text');
    expect(addTemporal(start, second)?.isoText()).toBe('2024-10-27T02:00+01:00[Europe/Berlin]');
  });

  it.each([
    ['Australia/Sydney', '10:00+10:00'],
    ['Europe/Dublin', '10:00Z'],
    ['Africa/Casablanca', '10:00Z'],
    ['America/Santiago', '10:00-04:00'],
  ])('without a date count with the standard offset of %s', (zone, expected) => {
    const time = parseTime(`10:00:00@${zone}`);
    expect(time).toBeInstanceOf(FeelTime);
    expect(time instanceof FeelTime && time.isoText()).toBe(expected);
  });
});
