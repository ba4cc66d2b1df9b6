import { describe, expect, it } from 'vitest';
import { compareStoredText } from '../../src/state/storage-order.js';

describe('the order of stored text', () => {
  it('is by bytes of UTF-8: shorter first, then byte by byte', () => {
    const expected = ['', 'b', 'aa', 'ab', 'é', 'zz\u007f', '\uffff', 'aaaa', '\u{10000}', 'aaaaa'];
    const bytes = (text: string) => new TextEncoder().encode(text);
    const byBytes = [...expected].sort((a, b) => {
      const [x, y] = [bytes(a), bytes(b)];
      if (x.length !== y.length) return x.length - y.length;
      const index = x.findIndex((byte, i) => byte !== y[i]);
      return index < 0 ? 0 : (x[index] ?? 0) - (y[index] ?? 0);
    });
    expect([...expected].reverse().sort(compareStoredText)).toEqual(byBytes);
    expect(compareStoredText('\ufffd\ufffd\ufffd\ufffd', '\u{1f600}\u{1f600}\u{1f600}')).toBeLessThan(0);
    expect(compareStoredText('a', 'a')).toBe(0);
  });
});
