import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonList, type JsonText } from '../src/index.js';

const textOf = (value: unknown) => JSON.stringify(value) as JsonText;

describe('JsonList', () => {
  it('is the list of its items, whatever was replaced', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1 }),
        fc.array(fc.tuple(fc.nat(), fc.jsonValue())),
        (items, replacements) => {
          const list = JsonList.of(textOf(items));
          expect(list?.size).toBe(items.length);
          const expected = [...items];
          for (const [at, item] of replacements) {
            const index = at % items.length;
            expected[index] = item;
            list?.replace(index, textOf(item));
            expect(list?.text).toBe(textOf(expected));
          }
        },
      ),
    );
  });

  it('begins as nulls', () => {
    expect(JsonList.ofNulls(0).text).toBe('[]');
    const list = JsonList.ofNulls(3);
    expect(list.text).toBe('[null,null,null]');
    list.replace(2, textOf('last'));
    list.replace(0, textOf([1, 2]));
    expect(list.text).toBe('[[1,2],null,"last"]');
  });

  it('is made of lists only', () => {
    for (const text of ['{"a":[1]}', 'null', '"[1]"', '1']) {
      expect(JsonList.of(text as JsonText)).toBeUndefined();
    }
    expect(JsonList.of('[]' as JsonText)?.size).toBe(0);
  });

  it('has no item behind its end', () => {
    expect(() => JsonList.ofNulls(1).replace(1, textOf(1))).toThrow(RangeError);
  });
});
