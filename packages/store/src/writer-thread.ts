// The store's end of its writing thread.

import { Worker } from 'node:worker_threads';
import { CheckpointWriteError } from './checkpoint-error.js';
import type { WriterReply, WriterRequest, WriterSetup } from './writer-protocol.js';

/** Hears what the thread replies, and that it ended before it was told to. */
export interface WriterListener {
  replied(reply: WriterReply): void;
  died(error: CheckpointWriteError): void;
}

/** The thread copies and checks bytes; it needs little heap of its own. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 8 };

export class WriterThread {
  readonly #worker: Worker;
  readonly #sent: Int32Array;
  readonly #ended: Promise<void>;
  listener: WriterListener | undefined;

  constructor(directory: string, mapSizeBytes: number) {
    this.#sent = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const setup: WriterSetup = { directory, mapSizeBytes, sent: this.#sent };
    this.#worker = new Worker(new URL('./checkpoint-worker.js', import.meta.url), {
      name: 'checkpoint-writer',
      workerData: setup,
      resourceLimits: THREAD_LIMITS,
    });
    this.#worker.unref();
    this.#worker.on('message', (reply: WriterReply) => this.listener?.replied(reply));
    this.#worker.on('error', (error) => this.#died(error.message));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#died('the thread ended');
        resolve();
      });
    });
  }

  /** Whether the thread still takes requests. */
  isAlive = true;

  send(request: WriterRequest): void {
    this.#worker.postMessage(request, request.type === 'write' ? [request.changes] : []);
    Atomics.add(this.#sent, 0, 1);
    Atomics.notify(this.#sent, 0);
  }

  /** Keeps the process alive while something is awaited. */
  hold(isAwaited: boolean): void {
    if (isAwaited) this.#worker.ref();
    else this.#worker.unref();
  }

  async close(): Promise<void> {
    this.hold(true);
    if (this.isAlive) this.send({ type: 'close' });
    await this.#ended;
  }

  #died(detail: string): void {
    this.isAlive = false;
    this.listener?.died(new CheckpointWriteError(`The checkpoint could not be written: ${detail}`));
  }
}
