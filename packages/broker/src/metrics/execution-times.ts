// How long process instances run and jobs live and wait, when that is wanted (spec 15 §12.1). Only what begins while
// the partition runs is measured.
import type { AnyRecord, Key } from '@grevy/protocol';
import { Histogram, type Registry } from 'prom-client';
import { MAX_MEASURED_EXECUTIONS } from '../limits.js';
import { LATENCY_BUCKETS } from './buckets.js';

export class ExecutionTimes {
  readonly #instancesSince = new Map<Key, number>();
  readonly #jobsSince = new Map<Key, number>();
  readonly #instanceTime: Histogram<'partition'>;
  readonly #jobLifeTime: Histogram<'partition'>;
  readonly #jobActivationTime: Histogram<'partition'>;

  constructor(
    registry: Registry,
    private readonly partition: string,
  ) {
    const histogram = (name: string, help: string) =>
      new Histogram({
        name,
        help,
        labelNames: ['partition'] as const,
        buckets: LATENCY_BUCKETS,
        registers: [registry],
      });
    this.#instanceTime = histogram(
      'zeebe_process_instance_execution_time',
      'Seconds from the activation of a process instance to its end',
    );
    this.#jobLifeTime = histogram('zeebe_job_life_time', 'Seconds from the creation of a job to its end');
    this.#jobActivationTime = histogram(
      'zeebe_job_activation_time',
      'Seconds from the creation of a job to its activation',
    );
  }

  count(event: AnyRecord): void {
    switch (event.valueType) {
      case 'PROCESS_INSTANCE':
        if (event.value.bpmnElementType !== 'PROCESS') return;
        if (event.intent === 'ELEMENT_ACTIVATED') remember(this.#instancesSince, event.key, event.timestamp);
        else this.#ended(this.#instancesSince, event.key, event.timestamp, this.#instanceTime);
        return;
      case 'JOB':
        if (event.intent === 'CREATED') remember(this.#jobsSince, event.key, event.timestamp);
        else if (['COMPLETED', 'CANCELED', 'ERROR_THROWN'].includes(event.intent)) {
          this.#ended(this.#jobsSince, event.key, event.timestamp, this.#jobLifeTime);
        }
        return;
      case 'JOB_BATCH':
        for (const key of event.value.jobKeys) {
          const since = this.#jobsSince.get(key);
          if (since !== undefined) this.#observe(this.#jobActivationTime, event.timestamp - since);
        }
        return;
      default:
    }
  }

  #ended(sinces: Map<Key, number>, key: Key, now: number, histogram: Histogram<'partition'>): void {
    const since = sinces.get(key);
    if (since === undefined) return;
    sinces.delete(key);
    this.#observe(histogram, now - since);
  }

  #observe(histogram: Histogram<'partition'>, durationMs: number): void {
    histogram.observe({ partition: this.partition }, durationMs / 1_000);
  }
}

/** What does not fit is not measured. */
function remember(sinces: Map<Key, number>, key: Key, now: number): void {
  if (sinces.size < MAX_MEASURED_EXECUTIONS) sinces.set(key, now);
}
