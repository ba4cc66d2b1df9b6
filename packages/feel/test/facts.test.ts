// The recorded results of the reference, topic by topic.
import { describe, expect, it } from 'vitest';
import { difference, factsOf, run, topics } from './facts.js';

describe('recorded results of the reference', () => {
  it.each(topics())('%s', (topic) => {
    const facts = factsOf(topic);
    const misses = facts
      .map((fact) => ({ fact, miss: difference(fact, run(fact)) }))
      .filter(({ miss }) => miss !== undefined);
    const rate = 1 - misses.length / facts.length;
    console.log(`${topic}: ${(rate * 100).toFixed(2)} % of ${facts.length}`);
    expect(rate).toBeGreaterThanOrEqual(0.995);
  });
});
