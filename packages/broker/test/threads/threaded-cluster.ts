// A broker with several partitions, each in its thread, for random clients.
import { join } from 'node:path';
import { NO_KEY, type AnyRecord } from '@grevy/protocol';
// As it is built: the thread of a partition is a file of JavaScript.
import { Broker, type BrokerOptions } from '@grevy/broker';
import { DEFAULT_LIMITS } from '@grevy/engine';
import type { ClientCluster } from '../../../engine/test/support/client-cluster.js';
import { FollowedPartition } from './followed-partition.js';

/** Twice the pause after which unanswered commands of message subscriptions are looked for. */
const UNANSWERED_MS = 60_000;

const quiet = () => undefined;

export interface ThreadedClusterOptions extends Pick<BrokerOptions, 'links'> {
  readonly dataDirectory: string;
  readonly partitionCount: number;
  readonly maxCommandsInBatch: number;
}

export class ThreadedCluster implements ClientCluster {
  readonly journal: AnyRecord[] = [];
  readonly #followed: FollowedPartition[] = [];
  /** Errors that the broker has logged, and requests that got no answer of the engine. */
  readonly failures: unknown[] = [];
  #passedMs = 0;
  #checkpoints: Promise<void>[] = [];

  static async start(options: ThreadedClusterOptions): Promise<ThreadedCluster> {
    const { dataDirectory, partitionCount, maxCommandsInBatch, links } = options;
    const failures: unknown[] = [];
    const broker = await Broker.start({
      dataDirectory,
      partitionCount,
      ...(links === undefined ? {} : { links }),
      version: '8.3.13',
      advertisedHost: 'localhost',
      advertisedPort: 26500,
      exporters: [],
      logger: {
        debug: quiet,
        info: quiet,
        warn: quiet,
        error: (fields, message) => failures.push({ message, ...fields }),
      },
      limits: { ...DEFAULT_LIMITS, maxCommandsInBatch },
      flowControl: 'none',
      isClockAdjustable: true,
    });
    const cluster = new ThreadedCluster(broker, failures);
    for (const { partitionId } of broker.partitions) {
      const logDirectory = join(dataDirectory, 'partitions', String(partitionId), 'log');
      const onRecord = (record: AnyRecord) => cluster.journal.push(record);
      cluster.#followed.push(await FollowedPartition.follow(broker, partitionId, logDirectory, onRecord));
    }
    return cluster;
  }

  private constructor(
    private readonly broker: Broker,
    failures: unknown[],
  ) {
    this.failures = failures;
  }

  get partitions(): readonly FollowedPartition[] {
    return this.#followed;
  }

  partition(id: number): FollowedPartition {
    const partition = this.#followed[id - 1];
    if (partition === undefined) throw new Error(`There is no partition ${id}`);
    return partition;
  }

  /** The links deliver by themselves. */
  deliver(): void {
    return;
  }

  advance(milliseconds: number): void {
    this.#passedMs += milliseconds;
  }

  /** A thread does not restart alone: it writes a checkpoint while it goes on. */
  restart(id: number): void {
    const checkpoint = this.broker.partitions[id - 1]?.checkpoint();
    if (checkpoint !== undefined) this.#checkpoints.push(checkpoint);
  }

  repeatUnanswered(): void {
    this.advance(UNANSWERED_MS);
  }

  /** It is done whenever time passes. */
  repeatDistributions(): void {
    return;
  }

  /** Waits until what was sent is answered and the time has passed, and learns what has become of it. */
  async settle(): Promise<void> {
    await this.#answered();
    await Promise.all(this.#checkpoints.splice(0));
    if (this.#passedMs > 0) await this.#letTimePass();
    await this.#setClock(0);
    for (const partition of this.#followed) await partition.catchUp();
  }

  /** What has become due is durable afterwards: the clock can be moved faster than a disk can write. */
  async #letTimePass(): Promise<void> {
    await this.#setClock(this.#passedMs);
    this.#passedMs = 0;
    for (const partition of this.#followed) partition.send('JOB', 'COMPLETE', NO_KEY, {});
    await this.#answered();
  }

  async #answered(): Promise<void> {
    for (const partition of this.#followed) {
      const outcomes = await partition.settled();
      this.failures.push(...outcomes.filter(({ kind }) => kind === 'failed'));
    }
  }

  /** It also has the threads tell how far they are. */
  async #setClock(movedMs: number): Promise<void> {
    const setting = this.broker.adjustableClock?.movedBy(movedMs);
    if (setting !== undefined) await this.broker.operateAll({ kind: 'set-clock', setting });
  }

  async close(): Promise<void> {
    for (const partition of this.#followed) await partition.close();
    await this.broker.close();
  }
}
