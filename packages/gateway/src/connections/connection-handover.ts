/**
 * Hands the connections of clients that reset every stream over to new ones, before the platform cuts them.
 *
 * grpc-js before 1.10, on which zeebe-node is built, resets a stream when it has read its trailers. The platform takes
 * more than 1,000 resets at once, or 33 a second, for an attack (nghttp2's answer to CVE-2023-44487): it ends the
 * connection with an error, and with it all calls that are open. So the client is asked in time to go on over a new
 * connection (RFC 9113 §6.8). The platform does not count the resets of a connection that is being left.
 */
import { type Http2Session, type IncomingHttpHeaders, type ServerHttp2Stream, constants } from 'node:http2';
import type { ConnectionSettings } from '../connection-settings.js';
import { MAX_CALLS_PER_CONNECTION, MAX_STREAM_RESETS, STREAM_RESETS_PER_SECOND } from '../limits.js';

const RESETS_EVERY_STREAM = /\bgrpc-node-js\/1\.\d\./;

/** The highest id of a stream: calls that the client has made before it heard of the handover are still served. */
const ANY_STREAM = 2 ** 31 - 1;

export class ConnectionHandover {
  /** All calls of a connection are of one client, so the first tells. */
  private readonly clients = new WeakMap<Http2Session, ResettingClient | 'resets nothing'>();

  constructor(private readonly settings: ConnectionSettings) {}

  /**
   * To be told of every stream. A stream may have to wait: the platform does not read from a connection that is being
   * left once it has no open stream, and so would not see the calls that are still on their way.
   */
  begun(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> | undefined {
    const { session } = stream;
    if (session === undefined) return undefined;
    let client = this.clients.get(session);
    if (client === undefined) {
      const resets = RESETS_EVERY_STREAM.test(headers['user-agent'] ?? '');
      client = resets ? new ResettingClient(session, this.settings) : 'resets nothing';
      this.clients.set(session, client);
    }
    return client === 'resets nothing' ? undefined : client.begun(stream);
  }
}

class ResettingClient {
  /** Resets that the client may still send; each open stream may become one at any time. */
  private left = MAX_STREAM_RESETS;
  private countedAtMs = performance.now();
  private open = 0;
  /** Calls since the client was asked to leave. */
  private late = 0;
  /** Takes no further calls; undefined until the client is asked to leave. */
  private leave: (() => void) | undefined;

  constructor(
    private readonly session: Http2Session,
    private readonly settings: ConnectionSettings,
  ) {}

  begun(stream: ServerHttp2Stream): Promise<void> | undefined {
    if (this.leave !== undefined) {
      this.late += 1;
      // A client in good faith has no more calls on their way than a connection may have.
      if (this.late > MAX_CALLS_PER_CONNECTION) this.leave();
      return undefined;
    }
    this.open += 1;
    stream.once('close', () => {
      this.open -= 1;
      this.refill();
      this.left -= 1;
    });
    this.refill();
    return this.open > this.left ? this.askToLeave() : undefined;
  }

  private refill(): void {
    const nowMs = performance.now();
    const refilled = this.left + ((nowMs - this.countedAtMs) / 1_000) * STREAM_RESETS_PER_SECOND;
    this.left = Math.min(refilled, MAX_STREAM_RESETS);
    this.countedAtMs = nowMs;
  }

  /** Resolves when no new calls are on their way any more. */
  private askToLeave(): Promise<void> {
    const { session, settings } = this;
    return new Promise((resolve) => {
      const leave = (): void => {
        clearTimeout(overdue);
        if (!session.destroyed) session.close();
        resolve();
      };
      this.leave = leave;
      const overdue = setTimeout(leave, settings.serverPingTimeoutMs).unref();
      session.once('close', leave);
      session.goaway(constants.NGHTTP2_NO_ERROR, ANY_STREAM);
      session.ping(leave);
    });
  }
}
