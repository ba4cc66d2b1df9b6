// One line of progress for a person: at the bottom of a terminal, on standard error, gone when the work is done.
//
// Invariant: nothing is written where there is no terminal, so that no program ever reads it.
import type { WriteStream } from 'node:tty';

const USUAL_WIDTH = 80;
const CLEAR_LINE = '\r\u001B[2K';

export class ProgressLine {
  #text: string | undefined;
  readonly #terminal: WriteStream | undefined;

  /** @param isWanted false for output that programs read */
  constructor(isWanted: boolean, stream: WriteStream = process.stderr) {
    this.#terminal = isWanted && stream.isTTY ? stream : undefined;
  }

  show(text: string): void {
    if (this.#terminal === undefined || text === this.#text) return;
    this.#text = text;
    // A longer one would wrap, and only its last line could be cleared. Some terminals do not know their width.
    const width = this.#terminal.columns > 0 ? this.#terminal.columns : USUAL_WIDTH;
    this.#terminal.write(`${CLEAR_LINE}${text.slice(0, width - 1)}`);
  }

  clear(): void {
    if (this.#terminal === undefined || this.#text === undefined) return;
    this.#text = undefined;
    this.#terminal.write(CLEAR_LINE);
  }

  /** Lets something else write lines; the progress is below them afterwards. */
  interrupted(write: () => void): void {
    const text = this.#text;
    this.clear();
    write();
    if (text !== undefined) this.show(text);
  }

  /** Shows how many seconds the work takes, until it ends in whatever way. */
  async during<T>(text: string, work: Promise<T>): Promise<T> {
    if (this.#terminal === undefined) return work;
    const startedMs = performance.now();
    const show = (): void => this.show(`${text} (${Math.floor((performance.now() - startedMs) / 1_000)} s)`);
    show();
    const timer = setInterval(show, 1_000);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      this.clear();
    }
  }
}
