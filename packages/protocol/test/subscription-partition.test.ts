import { expect, test } from 'vitest';
import { subscriptionPartition } from '../src/subscription-partition.js';

test.each([
  ['', [1, 1, 1, 1, 1]],
  ['1', [1, 2, 2, 5, 2]],
  ['foo', [1, 1, 1, 5, 7]],
  ['bar', [1, 2, 1, 5, 4]],
  ['key', [1, 2, 3, 5, 8]],
  ['Aa', [1, 1, 1, 3, 1]],
  ['BB', [1, 1, 1, 3, 1]],
  ['12345', [1, 2, 1, 1, 4]],
  ['order-123', [1, 2, 1, 5, 6]],
  ['correlation-key', [1, 1, 2, 1, 5]],
  ['polygenelubricants', [1, 1, 3, 4, 1]],
  ['é', [1, 1, 2, 4, 3]],
  ['日本', [1, 1, 1, 3, 7]],
  ['😀', [1, 2, 1, 1, 2]],
  ['b7b0d9b0-4b5e-4a0c-8f6a-1f9e1d1f0c11', [1, 2, 1, 3, 4]],
])('the correlation key %j selects a partition of 1, 2, 3, 5 and 8', (correlationKey, partitions) => {
  expect([1, 2, 3, 5, 8].map((count) => subscriptionPartition(correlationKey, count))).toEqual(partitions);
});
