/**
 * Gives activated jobs back that no client got, so that they are available again at once: JOB#FAIL with unchanged
 * retries and no backoff (spec 01 §4.1). If that fails too, the jobs become available when their deadline passes.
 */
import { type Bus, type Key, VALUE_TYPES, type ValueOf, partitionOfKey } from '@grevy/protocol';
import type { Logger } from '../logger.js';

export interface UndeliveredJob {
  readonly key: Key;
  readonly job: ValueOf<'JOB'>;
}

export class HandBack {
  private readonly open = new Set<Promise<void>>();

  constructor(
    private readonly bus: Bus,
    private readonly requestTimeoutMs: number,
    private readonly logger: Logger,
  ) {}

  /** Hands the jobs back in the background. */
  handBack(jobs: readonly UndeliveredJob[], errorMessage: string): void {
    for (const job of jobs) {
      const sending = this.fail(job, errorMessage).finally(() => this.open.delete(sending));
      this.open.add(sending);
    }
  }

  /** Resolves when everything that was handed back so far has been answered. */
  async settled(): Promise<void> {
    await Promise.all(this.open);
  }

  private async fail({ key, job }: UndeliveredJob, errorMessage: string): Promise<void> {
    const outcome = await this.bus.send(
      {
        partitionId: partitionOfKey(key),
        valueType: 'JOB',
        intent: 'FAIL',
        key,
        value: VALUE_TYPES.JOB.value.create({ retries: job.retries, retryBackoff: 0, errorMessage }),
        // The gateway acts for itself here, whoever the client was.
        authorizedTenants: [job.tenantId],
      },
      this.requestTimeoutMs,
    );
    if (outcome.kind !== 'accepted') {
      this.logger.warn({ key, jobType: job.type, outcome }, 'A job that reached no client stays locked');
    }
  }
}
