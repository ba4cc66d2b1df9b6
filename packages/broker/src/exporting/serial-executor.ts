/** Runs tasks strictly one after the other, in the order in which they were given. */
export class SerialExecutor {
  #last: Promise<unknown> = Promise.resolve();
  #busy = false;
  #effects: (() => void)[] = [];

  /** Settles as the task does; a task that fails does not hinder the next. */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(async () => {
      this.#busy = true;
      try {
        return await task();
      } finally {
        this.#busy = false;
        for (const effect of this.#effects.splice(0)) effect();
      }
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Has an effect right after the task that runs now, or at once when none does. */
  afterCurrent(effect: () => void): void {
    if (this.#busy) this.#effects.push(effect);
    else effect();
  }
}
