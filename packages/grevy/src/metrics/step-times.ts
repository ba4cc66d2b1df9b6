// How long the parts of the server take to start and to stop (spec 15 §12.2).
import { Gauge, type Registry } from 'prom-client';

export type ServerStep = 'management' | 'broker' | 'gateway';

export class StepTimes {
  readonly #started = new Map<string, number>();
  readonly #closed = new Map<string, number>();

  register(registry: Registry): void {
    const gauge = (name: string, help: string, times: ReadonlyMap<string, number>): void => {
      new Gauge({
        name,
        help,
        labelNames: ['stepName'],
        registers: [registry],
        collect() {
          for (const [stepName, durationMs] of times) this.set({ stepName }, durationMs);
        },
      });
    };
    gauge('zeebe_broker_start_step_latency', 'Milliseconds that a part took to start', this.#started);
    gauge('zeebe_broker_close_step_latency', 'Milliseconds that a part took to stop', this.#closed);
  }

  starting<T>(step: ServerStep, work: () => Promise<T>): Promise<T> {
    return measured(this.#started, step, work);
  }

  closing<T>(step: ServerStep, work: () => Promise<T>): Promise<T> {
    return measured(this.#closed, step, work);
  }
}

async function measured<T>(times: Map<string, number>, step: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  times.set(step, performance.now() - startedAt);
  return result;
}
