// Links between partitions that lose, delay and repeat commands, until they are healed.
import type { CommandRequest } from '@grevy/protocol';
import type { PartitionLinks } from '@grevy/broker';

/** Longest delay of a command; a few turns of a partition. */
const MAX_DELAY_MS = 20;

export class FaultyLinks implements PartitionLinks {
  #isHealed = true;
  #lost = 0;
  #repeated = 0;

  /** @param roll a random number from 0 to below the bound */
  constructor(private readonly roll: (below: number) => number) {}

  get faults(): { readonly lost: number; readonly repeated: number } {
    return { lost: this.#lost, repeated: this.#repeated };
  }

  break(): void {
    this.#isHealed = false;
  }

  /** What is underway still arrives. */
  heal(): void {
    this.#isHealed = true;
  }

  carry(command: CommandRequest, deliver: (command: CommandRequest) => void): void {
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
    this.#later(command, deliver);
  }

  #later(command: CommandRequest, deliver: (command: CommandRequest) => void): void {
    setTimeout(() => deliver(command), this.roll(MAX_DELAY_MS)).unref();
  }
}
