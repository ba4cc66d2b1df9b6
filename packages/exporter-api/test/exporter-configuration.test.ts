import { expect, test } from 'vitest';
import { ExporterConfiguration } from '../src/exporter-configuration.js';

const DEFAULTS = {
  url: 'http://localhost:9200',
  bulk: { delay: 5, size: 1000 },
  index: { command: false, event: true, numberOfShards: undefined },
  tags: ['a'],
};
const instantiate = (args?: Record<string, unknown>) =>
  new ExporterConfiguration('x', args).instantiate(DEFAULTS);

test('given no arguments, then the defaults hold, as a copy', () => {
  const configuration = instantiate();
  expect(configuration).toEqual(DEFAULTS);
  configuration.bulk.size = 1;
  expect(DEFAULTS.bulk.size).toBe(1000);
});

test('given names in another case and values as text, as the environment brings them, then they are understood', () => {
  expect(
    instantiate({ URL: 'http://es', bulk: { SIZE: '500' }, index: { command: 'TRUE', EVENT: 'false' } }),
  ).toEqual({
    ...DEFAULTS,
    url: 'http://es',
    bulk: { delay: 5, size: 500 },
    index: { command: true, event: false, numberOfShards: undefined },
  });
});

test('given an argument without a default value, then it is passed as it is', () => {
  expect(instantiate({ index: { numberofshards: 3 } }).index.numberOfShards).toBe(3);
});

test('given unknown and absent arguments, then they are ignored', () => {
  expect(instantiate({ unknown: 1, bulk: { delay: null }, ['__proto__']: { polluted: true } })).toEqual(
    DEFAULTS,
  );
  expect('polluted' in {}).toBe(false);
});

test.each([
  [{ bulk: 7 }, "argument 'bulk' of exporter 'x' to be an object, but was 7"],
  [{ bulk: { size: 'many' } }, `argument 'bulk.size' of exporter 'x' to be a number, but was "many"`],
  [{ bulk: { size: '' } }, "argument 'bulk.size'"],
  [{ index: { event: 1 } }, "argument 'index.event' of exporter 'x' to be true or false, but was 1"],
  [{ url: {} }, "argument 'url' of exporter 'x' to be a text"],
])('given %j, then the error names the argument', (args, message) => {
  expect(() => instantiate(args)).toThrow(message);
});
