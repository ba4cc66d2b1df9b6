// Several partitions with a network between them that delivers, delays or loses, as a test says.
import type { AnyRecord } from '@grevy/protocol';
import { pendingSubscriptions, type DueCommand, type EngineLimits } from '../../src/index.js';
import { EngineDriver, type SentCommand } from './engine-driver.js';

export class TestCluster {
  readonly partitions: readonly EngineDriver[];
  /** The records of all partitions in the order in which they were written. */
  readonly journal: AnyRecord[] = [];
  #underway: SentCommand[] = [];
  #isHeld = false;

  constructor(partitionCount: number, limits: Partial<EngineLimits> = {}) {
    this.partitions = Array.from(
      { length: partitionCount },
      (_, index) =>
        new EngineDriver({
          partitionId: index + 1,
          limits,
          environment: { partitionId: index + 1, partitionCount },
          onRecord: (record) => this.journal.push(record),
          onSend: (command) => this.#underway.push(command),
        }),
    );
  }

  partition(id: number): EngineDriver {
    const partition = this.partitions[id - 1];
    if (partition === undefined) throw new Error(`There is no partition ${id}`);
    return partition;
  }

  /** Delivers what was sent, and what that causes to be sent, unless the network is held. */
  deliver(): void {
    while (!this.#isHeld && this.underway > 0) this.deliverNext();
  }

  /** How many commands are on their way. */
  get underway(): number {
    return this.#underway.length;
  }

  /** From now on what is sent stays underway. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Delivers what is underway now, to each partition at once, but nothing that it causes. */
  deliverOnce(): void {
    const commands = this.#underway.splice(0);
    this.partitions.forEach((partition, index) => {
      partition.receive(commands.filter(({ partitionId }) => partitionId === index + 1) as DueCommand[]);
    });
  }

  deliverNext(): void {
    const command = this.#underway.shift();
    if (command !== undefined) this.partition(command.partitionId).receive([command as DueCommand]);
  }

  loseNext(): void {
    this.#underway.shift();
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

  /** What the partitions do when they wait for answers for too long. */
  repeatUnanswered(): void {
    for (const partition of this.partitions) {
      for (const { partitionId, command } of pendingSubscriptions(partition.state)) {
        this.partition(partitionId).receive([command]);
      }
    }
    this.deliver();
  }

  advance(milliseconds: number): void {
    for (const partition of this.partitions) partition.advance(milliseconds);
    this.deliver();
  }
}
