/**
 * Hands on the messages of a server stream one at a time, as they are asked for.
 *
 * Without it, the gRPC library's stream reads 16 messages ahead. A pushed job that is read ahead is locked for a worker
 * that has no room for it; unread, it stays in the connection, and the gateway soon turns to other workers.
 */
import { InterceptingCall, type Interceptor } from '@grpc/grpc-js';

export class MessageGate {
  #isOpen = false;
  #passHeld: (() => void) | undefined;

  /** Lets one message through: the one that waits, or the next to come. */
  letOneThrough(): void {
    const pass = this.#passHeld;
    this.#passHeld = undefined;
    this.#isOpen = pass === undefined;
    pass?.();
  }

  /** To be put into the call. The library asks for no message before it got the last one. */
  readonly interceptor: Interceptor = (options, nextCall) =>
    new InterceptingCall(nextCall(options), {
      start: (metadata, _listener, next) =>
        next(metadata, {
          onReceiveMessage: (message: unknown, pass: (message: unknown) => void) =>
            this.#offer(() => pass(message)),
        }),
    });

  #offer(pass: () => void): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      pass();
    } else {
      this.#passHeld = pass;
    }
  }
}
