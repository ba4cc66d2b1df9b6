/**
 * Serves ActivateJobs requests: each one runs a round at once, and waits for news if there are no jobs.
 *
 * Invariant: what an open request holds (queue entry, timer) is freed at once when it ends, in whatever way.
 */
import type { Bus } from '@grevy/protocol';
import { clientGone, shuttingDown, tooManyPolls, unexpected } from '../errors.js';
import { MAX_OPEN_POLLS } from '../limits.js';
import type { Logger } from '../logger.js';
import type { Partitions } from '../routing/partitions.js';
import type { GatewaySettings } from '../settings.js';
import { ActivationRounds, type RoundResult } from './activation-round.js';
import { CountedPoll } from './counted-poll.js';
import type { HandBack } from './hand-back.js';
import type { Poll } from './poll.js';
import { PollQueue } from './poll-queue.js';
import { StartPartitions } from './start-partitions.js';

export class LongPolling {
  private readonly rounds: ActivationRounds;
  private readonly queues = new Map<string, PollQueue[]>();
  /** Requests that came before the cluster was known; they run as soon as it is. */
  private readonly awaitingTopology = new Map<Poll, () => void>();
  private readonly unsubscribe: readonly (() => void)[];
  private open = 0;
  private closed = false;
  private readonly pollEnded = (): void => {
    this.open -= 1;
  };

  constructor(
    bus: Bus,
    private readonly partitions: Partitions,
    handBack: HandBack,
    private readonly settings: GatewaySettings,
    private readonly logger: Logger,
  ) {
    this.rounds = new ActivationRounds(bus, new StartPartitions(), handBack, settings, logger);
    this.unsubscribe = [
      bus.onJobsAvailable((jobType) => this.jobsAvailable(jobType)),
      bus.onTopologyChange(() => this.topologyChanged()),
    ];
  }

  /** Requests that are open now. */
  get openPolls(): number {
    return this.open;
  }

  /** Requests that wait for jobs, by type. */
  waitingByType(): ReadonlyMap<string, number> {
    const waiting = new Map<string, number>();
    for (const [jobType, queues] of this.queues) {
      waiting.set(
        jobType,
        queues.reduce((sum, queue) => sum + queue.waitingPolls, 0),
      );
    }
    return waiting;
  }

  /** Serves a request until it ends. Returns what to call when its client goes away. */
  serve(poll: Poll): () => void {
    if (this.closed) {
      poll.client.fail(shuttingDown());
      return nothingToDo;
    }
    if (this.open >= MAX_OPEN_POLLS) {
      poll.client.fail(tooManyPolls());
      return nothingToDo;
    }
    const counted = this.counted(poll);
    if (this.partitions.current() !== undefined) return this.queueOf(counted).add(counted);
    let stop = (): void => {
      this.awaitingTopology.delete(counted);
      counted.client.fail(clientGone());
    };
    this.awaitingTopology.set(counted, () => {
      stop = this.queueOf(counted).add(counted);
    });
    return () => stop();
  }

  /** Ends every waiting request and takes no more. Running rounds end by themselves. */
  close(): void {
    this.closed = true;
    for (const stop of this.unsubscribe) stop();
    for (const poll of this.awaitingTopology.keys()) poll.client.fail(shuttingDown());
    this.awaitingTopology.clear();
    for (const queue of [...this.queues.values()].flat()) queue.close();
  }

  private counted(poll: Poll): CountedPoll {
    this.open += 1;
    return new CountedPoll(poll, this.pollEnded);
  }

  private queueOf({ request }: Poll): PollQueue {
    const { jobType, tenantIds } = request;
    let ofType = this.queues.get(jobType);
    if (ofType === undefined) this.queues.set(jobType, (ofType = []));
    let queue = ofType.find((each) => sameList(each.tenantIds, tenantIds));
    if (queue === undefined) {
      queue = new PollQueue(
        tenantIds,
        this.settings.longPolling,
        (poll) => this.runRound(poll),
        (emptied) => this.drop(jobType, emptied),
      );
      ofType.push(queue);
    }
    return queue;
  }

  private drop(jobType: string, queue: PollQueue): void {
    queue.close();
    const others = (this.queues.get(jobType) ?? []).filter((each) => each !== queue);
    if (others.length === 0) this.queues.delete(jobType);
    else this.queues.set(jobType, others);
  }

  private async runRound(poll: Poll): Promise<RoundResult> {
    const table = this.partitions.current();
    if (table === undefined) return { kind: 'empty', exhausted: false };
    try {
      return await this.rounds.run(poll, table);
    } catch (error) {
      this.logger.error({ error, jobType: poll.request.jobType }, 'A round of job activation failed');
      return { kind: 'failed', error: unexpected(error instanceof Error ? error.message : String(error)) };
    }
  }

  private jobsAvailable(jobType: string): void {
    for (const queue of this.queues.get(jobType) ?? []) queue.jobsAvailable();
  }

  private topologyChanged(): void {
    if (this.partitions.current() === undefined) return;
    const begin = [...this.awaitingTopology.values()];
    this.awaitingTopology.clear();
    for (const beginPoll of begin) beginPoll();
  }
}

const nothingToDo = (): void => undefined;

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
