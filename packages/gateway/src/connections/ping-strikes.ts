/**
 * Whether a client pings too often (spec 01 §8.4; gRPC's server-side connection management, proposal A8).
 *
 * A ping that comes too early is a strike. Whatever the gateway sends clears them, because many clients measure the
 * connection with a ping whenever data arrives. Pings without open calls count like the others: no client in use sends
 * them more often than every 30 s.
 */
import { MAX_PING_STRIKES } from '../limits.js';

/** A PING frame that answers a ping: 9 bytes of frame header, 8 of payload (RFC 9113, §6.7). */
const PING_ANSWER_BYTES = 17;

export class PingStrikes {
  private strikes = 0;
  private lastPingMs = -Infinity;
  private pingsSinceData = 0;
  private bytesSentBefore = 0;

  constructor(private readonly minIntervalMs: number) {}

  /**
   * Counts a ping. True if the client has gone too far.
   * @param bytesSent what the gateway has sent over this connection until now
   */
  ping(nowMs: number, bytesSent: number): boolean {
    if (bytesSent - this.bytesSentBefore > PING_ANSWER_BYTES * this.pingsSinceData) {
      this.strikes = 0;
      this.pingsSinceData = 0;
      this.bytesSentBefore = bytesSent;
      this.lastPingMs = -Infinity;
    }
    this.pingsSinceData += 1;
    const early = nowMs - this.lastPingMs < this.minIntervalMs;
    if (early) this.strikes += 1;
    else this.lastPingMs = nowMs;
    return this.strikes > MAX_PING_STRIKES;
  }
}
