/**
 * Runs tasks strictly one after the other, in the order in which they were given.
 *
 * A task that is given while none runs begins at once, and one that ends at once costs no promise: most exports are
 * like that, and there are a hundred thousand a second.
 */

type Task = () => void | Promise<void>;

export class SerialExecutor {
  #busy = false;
  #waiting: (() => void)[] = [];
  #effects: (() => void)[] = [];

  /**
   * Runs a task when all before it have ended. Returns nothing if it has ended already, otherwise what settles as the
   * task does; throws if it has failed already. A task that fails does not hinder the next.
   */
  run(task: Task): Promise<void> | undefined {
    if (!this.#busy) return this.#begin(task);
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        try {
          resolve(this.#begin(task));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  /** Has an effect right after the task that runs now, or at once when none does. */
  afterCurrent(effect: () => void): void {
    if (this.#busy) this.#effects.push(effect);
    else effect();
  }

  #begin(task: Task): Promise<void> | undefined {
    this.#busy = true;
    let running: unknown;
    try {
      running = task();
    } catch (error) {
      this.#end();
      throw error;
    }
    if (typeof running !== 'object' || running === null) {
      this.#end();
      return undefined;
    }
    // Whatever can be awaited counts, also the promises of a library.
    return Promise.resolve(running)
      .finally(() => this.#end())
      .then(() => undefined);
  }

  #end(): void {
    const effects = this.#effects;
    if (effects.length > 0) {
      this.#effects = [];
      for (const effect of effects) effect();
    }
    const next = this.#waiting.shift();
    this.#busy = next !== undefined;
    if (next !== undefined) queueMicrotask(next);
  }
}
