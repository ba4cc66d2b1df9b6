import { expect, it } from 'vitest';
import { indentedJson } from '../../src/exporting/indented-json.js';

it('gives every member a line and leaves strings, numbers and empty containers alone', () => {
  const json = '{"key":2251799813685249,"text":"a,{\\"b\\":[1]}","list":[1,{}],"none":[]}';

  expect(indentedJson(json)).toBe(
    [
      '{',
      '  "key": 2251799813685249,',
      '  "text": "a,{\\"b\\":[1]}",',
      '  "list": [',
      '    1,',
      '    {}',
      '  ],',
      '  "none": []',
      '}',
    ].join('\n'),
  );
});
