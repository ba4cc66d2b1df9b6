// What a worker has done so far, on the line of progress.
import type { ProgressLine } from '../cli/progress-line.js';

export type HandledJob = 'completed' | 'failed' | 'unreported';

export class WorkerStatistics {
  readonly #counts: Record<HandledJob, number> = { completed: 0, failed: 0, unreported: 0 };
  #active = 0;

  constructor(private readonly progress: ProgressLine) {
    this.#show();
  }

  /** @param count of the jobs that wait or run now */
  active(count: number): void {
    this.#active = count;
    this.#show();
  }

  handled(outcome: HandledJob): void {
    this.#counts[outcome]++;
    this.#show();
  }

  #show(): void {
    const { completed, failed, unreported } = this.#counts;
    const lost = unreported === 0 ? '' : `, ${unreported} not reported`;
    this.progress.show(`${this.#active} active, ${completed} completed, ${failed} failed${lost}`);
  }
}
