/** Tells now and then that something was refused: not each time, or a flood of bad input would fill the log. */
import { REFUSAL_LOG_INTERVAL_MS } from './limits.js';
import type { Logger } from './logger.js';

export class RefusalLog {
  private lastMs = -Infinity;
  private unlogged = 0;

  constructor(
    private readonly logger: Logger,
    private readonly message: string,
  ) {}

  refused(fields: object): void {
    const nowMs = performance.now();
    if (nowMs - this.lastMs < REFUSAL_LOG_INTERVAL_MS) {
      this.unlogged += 1;
      return;
    }
    this.logger.warn({ ...fields, othersSinceLastLine: this.unlogged }, this.message);
    this.lastMs = nowMs;
    this.unlogged = 0;
  }
}
