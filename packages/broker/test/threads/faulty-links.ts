// Links between partitions that lose, delay and repeat commands, and let them overtake each other, until they are healed.
import type { CommandRequest } from '@grevy/protocol';
import type { PartitionLinks } from '@grevy/broker';

type Deliver = (command: CommandRequest) => void;

/** Longest delay of a command; a few turns of a partition. */
const MAX_DELAY_MS = 20;

export class FaultyLinks implements PartitionLinks {
  #isHealed = true;
  #lost = 0;
  #repeated = 0;
  #overtaken = 0;
  /** Commands that arrive after the next one. */
  #heldBack: (() => void)[] = [];

  /** @param roll a random number from 0 to below the bound */
  constructor(private readonly roll: (below: number) => number) {}

  get faults(): { readonly lost: number; readonly repeated: number; readonly overtaken: number } {
    return { lost: this.#lost, repeated: this.#repeated, overtaken: this.#overtaken };
  }

  break(): void {
    this.#isHealed = false;
  }

  /** What is underway still arrives. */
  heal(): void {
    this.#isHealed = true;
    this.#release();
  }

  carry(command: CommandRequest, deliver: Deliver): void {
    if (this.#isHealed) {
      deliver(command);
      return;
    }
    const fault = this.roll(10);
    if (fault < 2) {
      this.#lost += 1;
      return;
    }
    if (fault < 4) {
      this.#repeated += 1;
      this.#later(command, deliver);
    }
    if (fault < 6) {
      this.#overtaken += 1;
      this.#heldBack.push(() => deliver(command));
      return;
    }
    this.#later(command, deliver);
  }

  #later(command: CommandRequest, deliver: Deliver): void {
    setTimeout(() => {
      deliver(command);
      this.#release();
    }, this.roll(MAX_DELAY_MS)).unref();
  }

  #release(): void {
    for (const arrive of this.#heldBack.splice(0)) arrive();
  }
}
