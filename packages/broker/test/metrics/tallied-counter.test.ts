import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { TalliedCounter } from '../../src/metrics/tallied-counter.js';

describe('a tallied counter', () => {
  const jobs = () => {
    const registry = new Registry();
    const counter = new TalliedCounter({
      name: 'jobs_total',
      help: 'Jobs',
      labelNames: ['action', 'type'],
      constantLabels: { partition: '1' },
      registers: [registry],
    });
    const read = async () => (await registry.getMetricsAsJSON()).flatMap(({ values }) => values);
    return { counter, read };
  };

  it('given counts of several series, when it is read again and again, then each count is there once', async () => {
    const { counter, read } = jobs();

    counter.inc(['created', 'a']);
    counter.inc(['created', 'a'], 2);
    counter.inc(['created', 'b']);
    await read();
    counter.inc(['created', 'a']);

    expect(await read()).toEqual([
      { value: 4, labels: { action: 'created', type: 'a', partition: '1' } },
      { value: 1, labels: { action: 'created', type: 'b', partition: '1' } },
    ]);
  });

  it('shows a series that has counted nothing yet once it was named', async () => {
    const { counter, read } = jobs();

    counter.inc(['created', 'a'], 0);

    expect(await read()).toEqual([{ value: 0, labels: { action: 'created', type: 'a', partition: '1' } }]);
  });
});
