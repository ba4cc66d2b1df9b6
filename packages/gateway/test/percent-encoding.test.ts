/** What `grpc-message` looks like on the wire, and that clients read the text that was meant. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentEncoded } from '../src/grpc/percent-encoding.js';

test.each([
  ['Command \'FAIL\' rejected: <a> {"b"} #1; ok?', 'Command \'FAIL\' rejected: <a> {"b"} #1; ok?'],
  ['100 %', '100 %25'],
  ['a\nb\tc\u007f', 'a%0Ab%09c%7F'],
  ['é日😀', '%C3%A9%E6%97%A5%F0%9F%98%80'],
  ["rejected with code 'X': ", "rejected with code 'X':%20"],
  ['  a  b  ', '%20%20a  b%20%20'],
  [' ', '%20'],
  ['', ''],
])('%j travels as %j', (text, encoded) => {
  expect(percentEncoded(text)).toBe(encoded);
});

test('every text comes back, for clients that decode all and for those that leave reserved characters alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const encoded = percentEncoded(text);
      expect(encoded).toMatch(/^(?! )[ -~]*(?<! )$/);
      expect(decodeURIComponent(encoded)).toBe(text);
      expect(decodeURI(encoded)).toBe(text);
    }),
  );
});
