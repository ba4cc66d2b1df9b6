// Several partitions with a network between them that delivers, delays, loses or repeats, as a test says.
import { DEFAULT_TENANT_ID, type AnyRecord } from '@grevy/protocol';
import {
  distributionsToResend,
  pendingSubscriptions,
  type DistributionCycles,
  type DueCommand,
  type EngineLimits,
  type OpenJobStream,
} from '../../src/index.js';
import { EngineDriver, type SentCommand } from './engine-driver.js';

/**
 * What the network does with a command: for each copy that arrives, how many rounds later it does. None: it gets lost.
 */
export type NetworkFaults = () => readonly number[];

const NO_FAULTS: NetworkFaults = () => [0];

export class TestCluster {
  readonly partitions: readonly EngineDriver[];
  /** The records of all partitions in the order in which they were written. */
  readonly journal: AnyRecord[] = [];
  /** Job streams that workers have opened, by job type and tenant. */
  readonly jobStreams = new Map<string, OpenJobStream>();
  #underway: { readonly command: SentCommand; rounds: number }[] = [];
  #isHeld = false;
  readonly #cycles: DistributionCycles[];

  constructor(
    partitionCount: number,
    limits: Partial<EngineLimits> = {},
    private faults = NO_FAULTS,
  ) {
    this.partitions = Array.from(
      { length: partitionCount },
      (_, index) =>
        new EngineDriver({
          partitionId: index + 1,
          limits,
          environment: {
            partitionId: index + 1,
            partitionCount,
            jobStreams: {
              streamFor: (jobType, tenantId) => this.jobStreams.get(`${jobType} ${tenantId}`),
            },
          },
          onRecord: (record) => this.journal.push(record),
          onSend: (command) => this.#send(command),
        }),
    );
    this.#cycles = this.partitions.map(() => new Map());
  }

  partition(id: number): EngineDriver {
    const partition = this.partitions[id - 1];
    if (partition === undefined) throw new Error(`There is no partition ${id}`);
    return partition;
  }

  /** The partition goes on with what is in its log. */
  restart(id: number): void {
    this.partition(id).restart();
    this.#cycles[id - 1] = new Map();
  }

  #send(command: SentCommand): void {
    for (const rounds of this.faults()) this.#underway.push({ command, rounds });
  }

  /** Delivers what has arrived, and what that causes to be sent and arrives at once, unless the network is held. */
  deliver(): void {
    while (!this.#isHeld) {
      const next = this.#underway.findIndex(({ rounds }) => rounds <= 0);
      const [arrived] = next < 0 ? [] : this.#underway.splice(next, 1);
      if (arrived === undefined) return;
      this.partition(arrived.command.partitionId).receive([arrived.command as DueCommand]);
    }
  }

  /** Some time for what is delayed. */
  passRound(): void {
    for (const sent of this.#underway) sent.rounds -= 1;
    this.deliver();
  }

  /** From now on the network makes no faults; what is underway arrives. */
  heal(): void {
    this.faults = NO_FAULTS;
    for (const sent of this.#underway) sent.rounds = 0;
    this.deliver();
  }

  /** From now on what is sent stays underway. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Delivers what is underway now, to each partition at once, but nothing that it causes. */
  deliverOnce(): void {
    const commands = this.#underway.splice(0).map(({ command }) => command);
    this.partitions.forEach((partition, index) => {
      partition.receive(commands.filter(({ partitionId }) => partitionId === index + 1) as DueCommand[]);
    });
  }

  /** What is underway now arrives in the opposite order. */
  reverse(): void {
    this.#underway.reverse();
  }

  release(): void {
    this.#isHeld = false;
    this.deliver();
  }

  /** What is underway gets lost; the network delivers again. */
  lose(): void {
    this.#underway = [];
    this.#isHeld = false;
  }

  /** What the partitions do when they wait for answers about subscriptions for too long. */
  repeatUnanswered(): void {
    for (const partition of this.partitions) {
      for (const { partitionId, command } of pendingSubscriptions(partition.state)) {
        this.#send({ ...command, partitionId, authorizedTenants: [DEFAULT_TENANT_ID] } as SentCommand);
      }
    }
    this.deliver();
  }

  /** One cycle in which the partitions look for distributed commands that were not acknowledged. */
  repeatDistributions(): void {
    this.partitions.forEach(({ state }, index) => {
      const cycles = this.#cycles[index] ?? new Map<string, number>();
      for (const command of distributionsToResend(state, cycles)) this.#send(command);
    });
    this.deliver();
  }

  advance(milliseconds: number): void {
    for (const partition of this.partitions) partition.advance(milliseconds);
    this.deliver();
  }
}
