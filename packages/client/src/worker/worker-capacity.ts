/**
 * The jobs that a worker may still take, shared by its polls and its stream.
 *
 * Invariant: active + reserved <= max. A poll reserves what it asks for, as its answer may bring so many.
 */
export class WorkerCapacity {
  #active = 0;
  #reserved = 0;
  #waiters: (() => void)[] = [];

  constructor(
    readonly max: number,
    private readonly onActiveChanged: (active: number) => void,
  ) {}

  /** Jobs that the worker has, waiting or running. */
  get active(): number {
    return this.#active;
  }

  get free(): number {
    return this.max - this.#active - this.#reserved;
  }

  /** Resolves after the next change. Between that and a `reserve` or `take` in the same tick nobody else comes. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Lets all who wait look again, although the numbers are the same. */
  wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }

  /** Sets everything aside that is free. */
  reserveAll(): number {
    const count = this.free;
    this.#reserved += count;
    return count;
  }

  /** Jobs came for what was reserved. A gateway that sends more than was asked for is believed. */
  takeReserved(count: number, reserved: number): void {
    this.#reserved -= Math.min(count, reserved);
    this.#add(count);
  }

  releaseReserved(count: number): void {
    this.#reserved -= count;
    this.wake();
  }

  take(): void {
    this.#add(1);
  }

  release(): void {
    this.#add(-1);
    this.wake();
  }

  #add(count: number): void {
    this.#active += count;
    this.onActiveChanged(this.#active);
  }
}
