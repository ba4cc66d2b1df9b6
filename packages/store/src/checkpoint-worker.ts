// The writing thread of a store. It owns the write transaction, so that neither writing nor the wait for the
// disk stops the thread that processes commands.
//
// A transaction of LMDB is one synchronous call here: the thread takes requests inside it, and sleeps while
// there are none.

import { ABORT } from 'lmdb';
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { readHeader } from './checkpoint-header.js';
import { openEnvironment, type Environment } from './environment.js';
import { WriteTransaction } from './write-transaction.js';
import type { WriterReply, WriterRequest, WriterSetup } from './writer-protocol.js';

class CheckpointWorker {
  readonly #port: MessagePort;
  readonly #directory: string;
  readonly #sent: Int32Array;
  readonly #environment: Environment;
  #taken = 0;

  constructor(port: MessagePort, setup: WriterSetup) {
    this.#port = port;
    this.#directory = setup.directory;
    this.#sent = setup.sent;
    this.#environment = openEnvironment(setup.directory, setup.mapSizeBytes);
  }

  /** Serves until it is told to close. */
  async run(): Promise<void> {
    for (let request = this.#next(); request.type !== 'close'; request = this.#next()) {
      if (request.type === 'begin') this.#serveCheckpoint();
    }
    await this.#environment.close();
    this.#port.close();
  }

  #serveCheckpoint(): void {
    let reply: WriterReply = { type: 'aborted' };
    try {
      this.#environment.transactionSync(() => {
        if (this.#writeCheckpoint()) {
          reply = { type: 'committed' };
          return undefined;
        }
        return ABORT;
      });
    } catch (error) {
      reply = { type: 'failed', detail: error instanceof Error ? error.message : String(error) };
    }
    this.#reply(reply);
  }

  /** Returns whether the checkpoint is to be committed. */
  #writeCheckpoint(): boolean {
    const previous = readHeader(this.#environment, this.#directory);
    const transaction = new WriteTransaction(this.#environment, previous);
    for (;;) {
      const request = this.#next();
      if (request.type === 'write') {
        transaction.write(request.table, request.changes);
        this.#reply({ type: 'written', byteCount: request.changes.byteLength });
      } else if (request.type === 'commit') {
        transaction.finish(request.position, request.metadata);
        return true;
      } else {
        return false;
      }
    }
  }

  #next(): WriterRequest {
    for (;;) {
      const received: { message: WriterRequest } | undefined = receiveMessageOnPort(this.#port);
      if (received !== undefined) {
        this.#taken = (this.#taken + 1) | 0;
        return received.message;
      }
      Atomics.wait(this.#sent, 0, this.#taken);
    }
  }

  #reply(reply: WriterReply): void {
    this.#port.postMessage(reply);
  }
}

if (parentPort !== null) {
  const setup: WriterSetup = workerData;
  await new CheckpointWorker(parentPort, setup).run();
}
