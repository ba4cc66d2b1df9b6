/** Runs the exporters of one partition in a worker thread, so that a slow one never slows processing. */
import { Worker } from 'node:worker_threads';
import type { ExporterThreadData, FromExporterThread, ToExporterThread } from './exporter-thread-messages.js';
import type { ExportingHost } from './exporting-host.js';
import type { ExportingObserver } from './exporting-observer.js';
import type { PausablePhase } from './pause-file.js';

export class ExporterThread implements ExportingHost {
  readonly #worker: Worker;
  readonly #observer: ExportingObserver;
  readonly #onDeath: (message: string) => void;
  readonly #ended: Promise<void>;
  readonly #closeTimeoutMs: number;
  #closing = false;
  /** At most one notice is on its way: the thread may be slower than the log. */
  #noticeUnderWay = false;
  #latestCommitted: number | undefined;

  private constructor(
    worker: Worker,
    closeTimeoutMs: number,
    observer: ExportingObserver,
    onDeath: (message: string) => void,
  ) {
    this.#closeTimeoutMs = closeTimeoutMs;
    this.#worker = worker;
    this.#observer = observer;
    this.#onDeath = onDeath;
    this.#ended = new Promise((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
    });
  }

  /**
   * Starts the thread and waits until the exporters are open.
   * @param onDeath called when the thread ends by itself
   * @throws {Error} with the reason why the exporters could not be opened
   */
  static async start(
    data: ExporterThreadData,
    observer: ExportingObserver,
    onDeath: (message: string) => void,
  ): Promise<ExporterThread> {
    const worker = new Worker(new URL('./exporter-thread-main.js', import.meta.url), { workerData: data });
    const thread = new ExporterThread(worker, data.start.timing.closeTimeoutMs, observer, onDeath);
    const opened = new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromExporterThread) => {
        if (message.kind === 'opened') resolve();
        else if (message.kind === 'openFailed') reject(new Error(message.message));
        else thread.#receive(message);
      });
      worker.on('error', (error) => {
        reject(error);
        thread.#died(
          `The exporting thread failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      worker.once('exit', (code) => {
        const message = `The exporting thread ended with code ${code}.`;
        reject(new Error(message));
        thread.#died(message);
      });
    });
    try {
      await opened;
      return thread;
    } catch (error) {
      thread.#closing = true;
      await worker.terminate();
      throw error;
    }
  }

  notifyCommitted(position: number): void {
    if (this.#noticeUnderWay) {
      this.#latestCommitted = position;
    } else {
      this.#noticeUnderWay = true;
      this.#send({ kind: 'committed', position });
    }
  }

  setPhase(phase: PausablePhase): void {
    this.#send({ kind: 'phase', phase });
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#send({ kind: 'close' });
    // An exporter that hangs must not keep the process from stopping.
    const timer = setTimeout(() => void this.#worker.terminate(), this.#closeTimeoutMs);
    await this.#ended;
    clearTimeout(timer);
  }

  #receive(message: FromExporterThread): void {
    if (message.kind === 'status') {
      this.#observer.onStatus(message.status);
    } else if (message.kind === 'log') {
      this.#observer.log(message.line);
    } else if (message.kind === 'committedSeen') {
      const position = this.#latestCommitted;
      this.#noticeUnderWay = false;
      this.#latestCommitted = undefined;
      if (position !== undefined) this.notifyCommitted(position);
    }
  }

  #died(message: string): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#onDeath(message);
  }

  #send(message: ToExporterThread): void {
    this.#worker.postMessage(message);
  }
}
