// Health that forgives: a check counts as up until it has been down for long. It is sampled in the background.
import { isoDuration } from './iso-duration.js';
import type { ComponentHealth, HealthCheck, HealthState } from './health-component.js';

export class SampledHealth {
  #last: HealthState | undefined;
  #lastUpAt: number | undefined;

  /**
   * @param name of the check, for the details
   * @param now milliseconds of a clock that only passes
   */
  constructor(
    private readonly name: string,
    private readonly check: HealthCheck,
    private readonly maxDowntimeMs: number,
    private readonly now: () => number,
  ) {}

  sample(): void {
    this.#last = this.check().status;
    if (this.#last === 'UP') this.#lastUpAt = this.now();
  }

  health(): ComponentHealth {
    const downTimeMs = this.#lastUpAt === undefined ? undefined : this.now() - this.#lastUpAt;
    const isDownNow = this.#last !== 'UP' && downTimeMs !== undefined;
    return {
      status: this.#status(downTimeMs),
      details: {
        derivedFrom: this.name,
        maxDowntime: isoDuration(this.maxDowntimeMs),
        lastSeenDelegateHealthStatus: this.#last ?? 'UNKNOWN',
        wasEverUp: this.#lastUpAt !== undefined,
        ...(isDownNow ? { downTime: isoDuration(Math.round(downTimeMs)) } : {}),
      },
    };
  }

  #status(downTimeMs: number | undefined): HealthState {
    if (this.#last === undefined) return 'DOWN';
    return downTimeMs !== undefined && downTimeMs < this.maxDowntimeMs ? 'UP' : this.#last;
  }
}
