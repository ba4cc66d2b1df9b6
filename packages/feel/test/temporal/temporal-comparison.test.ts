import { describe, expect, it } from 'vitest';
import { compareTemporals, parseTemporalLiteral, temporalsEqual } from '../../src/temporal/index.js';

function relation(leftText: string, rightText: string): string {
  const [left, right] = [parseTemporalLiteral(leftText), parseTemporalLiteral(rightText)];
  if (left === undefined || right === undefined) throw new Error('no temporal literal');
  const order = compareTemporals(left, right);
  if (order === undefined) return 'none';
  const sign = order < 0 ? '<' : order > 0 ? '>' : 'same';
  return `${sign}${temporalsEqual(left, right) === true ? ' =' : ''}`;
}

describe('comparison of temporal values', () => {
  it.each([
    ['2024-01-01', '2024-01-02', '<'],
    ['2024-01-01', '2024-01-01', 'same ='],
    ['10:00:00', '09:59:59.999', '>'],
    ['10:00:00Z', '11:00:00+01:00', 'same'],
    ['10:00:00Z', '10:00:00@UTC', 'same'],
    ['23:00:00-02:00', '00:30:00Z', '>'],
    ['2024-01-01T10:00:00', '2024-01-01T10:00:00', 'same ='],
    ['2024-01-01T10:00:00Z', '2024-01-01T11:00:00+01:00', '<'],
    ['2024-01-01T10:00:00Z', '2024-01-01T10:00:00@UTC', '>'],
    ['999999999-12-31T23:59:59-18:00', '999999999-12-31T23:59:59-17:00', '>'],
    ['PT24H', 'P1D', 'same ='],
    ['P1Y', 'P11M', '>'],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(relation(left, right)).toBe(expected);
  });

  it.each([
    ['2024-01-01', '2024-01-01T00:00:00'],
    ['10:00:00', '10:00:00Z'],
    ['2024-01-01T10:00:00', '2024-01-01T10:00:00Z'],
    ['PT0S', 'P0M'],
  ])('%s and %s do not compare', (left, right) => {
    expect(relation(left, right)).toBe('none');
  });
});
