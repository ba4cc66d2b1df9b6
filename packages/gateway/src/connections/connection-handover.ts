/**
 * Hands the connections of clients that reset every stream over to new ones, before the platform cuts them.
 *
 * grpc-js before 1.10, on which zeebe-node is built, resets a stream when it has read its trailers. The platform takes
 * more than 1,000 resets at once, or 33 a second, for an attack (nghttp2's answer to CVE-2023-44487): it ends the
 * connection with an error, and with it all calls that are open. So the client is asked in time to go on over a new
 * connection (RFC 9113 §6.8). The platform does not count the resets of a connection that is being left.
 */
import {
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  constants,
} from 'node:http2';
import type { ConnectionSettings } from '../connection-settings.js';
import { MAX_CALLS_PER_CONNECTION, MAX_STREAM_RESETS, STREAM_RESETS_PER_SECOND } from '../limits.js';

const RESETS_EVERY_STREAM = /\bgrpc-node-js\/1\.\d\./;

/** The highest id of a stream: calls that the client has made before it heard of the handover are still served. */
const ANY_STREAM = 2 ** 31 - 1;

/** Watches a connection; only that of a client that resets every stream is ever handed over. */
export function watchForHandover(session: ServerHttp2Session, settings: ConnectionSettings): void {
  // All calls of a connection are of one client, so the first tells.
  session.once('stream', (first: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    if (!RESETS_EVERY_STREAM.test(headers['user-agent'] ?? '')) return;
    const allowance = new ResetAllowance(performance.now());
    const count = (stream: ServerHttp2Stream): void => {
      stream.once('close', () => allowance.ended(performance.now()));
      if (!allowance.begun(performance.now())) return;
      session.off('stream', count);
      handOver(session, settings);
    };
    session.on('stream', count);
    count(first);
  });
}

/** The resets that a client may still send, and the open streams that each may become one at any time. */
class ResetAllowance {
  private left = MAX_STREAM_RESETS;
  private open = 0;

  constructor(private countedAtMs: number) {}

  /** True if there are more streams now than may be reset. */
  begun(nowMs: number): boolean {
    this.open += 1;
    this.refill(nowMs);
    return this.open > this.left;
  }

  ended(nowMs: number): void {
    this.open -= 1;
    this.refill(nowMs);
    this.left -= 1;
  }

  private refill(nowMs: number): void {
    const refilled = this.left + ((nowMs - this.countedAtMs) / 1_000) * STREAM_RESETS_PER_SECOND;
    this.left = Math.min(refilled, MAX_STREAM_RESETS);
    this.countedAtMs = nowMs;
  }
}

function handOver(session: ServerHttp2Session, { serverPingTimeoutMs }: ConnectionSettings): void {
  const leave = (): void => {
    clearTimeout(overdue);
    if (!session.destroyed) session.close();
  };
  const overdue = setTimeout(leave, serverPingTimeoutMs).unref();
  session.once('close', () => clearTimeout(overdue));
  // A client in good faith has no more calls on their way than a connection may have.
  let late = 0;
  session.on('stream', () => {
    late += 1;
    if (late === MAX_CALLS_PER_CONNECTION) leave();
  });
  session.goaway(constants.NGHTTP2_NO_ERROR, ANY_STREAM);
  // Once the client has answered, no new calls are on their way.
  session.ping(leave);
}
