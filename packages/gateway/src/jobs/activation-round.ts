/**
 * One round of job activation: asks the partitions for jobs, one after the other, until the request is satisfied
 * (spec 01 §4.1).
 *
 * Invariant: a job that an engine has activated is sent to the client, or handed back.
 */
import { type Bus, type CommandRequest, NO_KEY, VALUE_TYPES, type ValueOf } from '@grevy/protocol';
import { CLIENT_GONE, rejected } from '../errors.js';
import type { GrpcError } from '../grpc/status.js';
import type { Logger } from '../logger.js';
import { type PartitionTable, ledPartitionsFrom } from '../routing/partitions.js';
import type { GatewaySettings } from '../settings.js';
import { activatedJob } from './activated-job.js';
import type { HandBack } from './hand-back.js';
import type { Poll } from './poll.js';
import { fitIntoMessage } from './response-size.js';
import type { StartPartitions } from './start-partitions.js';

export type RoundResult =
  /** `satisfied` if the client got as many jobs as it asked for, so that there may be more. */
  | { readonly kind: 'delivered'; readonly satisfied: boolean }
  /** Nothing to deliver; `exhausted` if the last partition that failed did so because it is too busy. */
  | { readonly kind: 'empty'; readonly exhausted: boolean }
  | { readonly kind: 'failed'; readonly error: GrpcError }
  | { readonly kind: 'client-gone' };

export class ActivationRounds {
  constructor(
    private readonly bus: Bus,
    private readonly startPartitions: StartPartitions,
    private readonly handBack: HandBack,
    private readonly settings: GatewaySettings,
    private readonly logger: Logger,
  ) {}

  async run(poll: Poll, table: PartitionTable): Promise<RoundResult> {
    const { jobType, maxJobs } = poll.request;
    let remaining = maxJobs;
    let delivered = false;
    let exhausted = false;
    if (remaining < 1) return { kind: 'empty', exhausted };
    for (const partitionId of ledPartitionsFrom(table, this.startPartitions.next(jobType, table))) {
      let truncated = true;
      while (truncated && remaining > 0) {
        if (poll.client.gone) return { kind: 'client-gone' };
        const outcome = await this.bus.send(
          activation(poll, partitionId, remaining),
          this.settings.requestTimeoutMs,
        );
        truncated = false;
        if (outcome.kind === 'rejected') return { kind: 'failed', error: rejected(outcome) };
        if (outcome.kind === 'failed') {
          exhausted = outcome.code === 'RESOURCE_EXHAUSTED';
          this.logger.debug({ jobType, partitionId, outcome }, 'A partition activated no jobs');
        } else if (outcome.record.valueType === 'JOB_BATCH') {
          const batch = outcome.record.value;
          remaining -= batch.jobs.length;
          truncated = batch.truncated;
          if (batch.jobs.length > 0) {
            const sent = this.deliver(poll, batch);
            if (sent === 'client-gone') return { kind: 'client-gone' };
            if (sent === 'sent') delivered = true;
          }
        }
      }
      if (remaining < 1) break;
    }
    return delivered ? { kind: 'delivered', satisfied: remaining < 1 } : { kind: 'empty', exhausted };
  }

  /** Sends the jobs of one batch as one message; hands back what does not reach the client. */
  private deliver(
    { client }: Poll,
    { jobKeys, jobs }: ValueOf<'JOB_BATCH'>,
  ): 'sent' | 'nothing-fits' | 'client-gone' {
    const items = jobKeys.flatMap((key, index) => {
      const job = jobs[index];
      return job === undefined ? [] : [{ key, job, message: activatedJob(key, job) }];
    });
    if (client.gone) {
      this.handBack.handBack(items, CLIENT_GONE);
      return 'client-gone';
    }
    const maxBytes = this.settings.maxMessageSizeBytes;
    const { fitting, tooMany } = fitIntoMessage(items, maxBytes);
    this.handBack.handBack(
      tooMany,
      `the response is bigger than the maximum allowed message size ${maxBytes}`,
    );
    if (fitting.length === 0) return 'nothing-fits';
    try {
      client.send({ jobs: fitting.map(({ message }) => message) });
      return 'sent';
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      this.handBack.handBack(fitting, `${CLIENT_GONE}, failed with: ${cause}`);
      return 'client-gone';
    }
  }
}

function activation({ request }: Poll, partitionId: number, maxJobs: number): CommandRequest<'JOB_BATCH'> {
  return {
    partitionId,
    valueType: 'JOB_BATCH',
    intent: 'ACTIVATE',
    key: NO_KEY,
    value: VALUE_TYPES.JOB_BATCH.value.create({
      type: request.jobType,
      worker: request.worker,
      timeout: request.timeoutMs,
      maxJobsToActivate: maxJobs,
      variables: request.fetchVariables,
      tenantIds: request.tenantIds,
      jobKeys: [],
      jobs: [],
    }),
    authorizedTenants: request.authorizedTenants,
  };
}
