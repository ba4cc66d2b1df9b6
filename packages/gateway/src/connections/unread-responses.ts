/**
 * Responses that clients have not read yet, which the gateway must keep. When all of them together are too many bytes,
 * the connection with most of them is cut.
 *
 * Invariant: `bytes` is the sum over the calls in `unread`; a call is in there while it has any.
 */
import { type ServerHttp2Session, constants } from 'node:http2';
import type { Server as NetServer } from 'node:net';
import type { Logger } from '../logger.js';
import { RefusalLog } from '../refusal-log.js';

/** A call, as far as it matters here. */
export interface CallOfPeer {
  /** Address and port of the client; asked for when a connection must be cut. */
  getPeer(): string;
}

/** What one call has sent and its connection has not taken. */
export interface UnreadOfCall {
  readonly bytes: number;
  sent(bytes: number): void;
  taken(bytes: number): void;
  /** The call is over: whatever it sent is taken or lost. */
  end(): void;
}

export class UnreadResponses {
  private bytes = 0;
  private readonly unread = new Set<CallMeter>();
  /** By the client's address and port. */
  private readonly sessions = new Map<string, ServerHttp2Session>();
  private readonly cut: RefusalLog;

  constructor(
    private readonly maxBytes: number,
    logger: Logger,
  ) {
    this.cut = new RefusalLog(logger, 'A connection was cut: its client does not read the responses');
  }

  watch(server: NetServer): void {
    server.on('session', (session: ServerHttp2Session) => {
      const peer = `${session.socket.remoteAddress}:${session.socket.remotePort}`;
      this.sessions.set(peer, session);
      session.once('close', () => this.sessions.delete(peer));
    });
  }

  ofCall(call: CallOfPeer): UnreadOfCall {
    return new CallMeter(call, this.changed);
  }

  private readonly changed = (meter: CallMeter, change: number): void => {
    this.bytes += change;
    if (meter.bytes === 0) this.unread.delete(meter);
    else this.unread.add(meter);
    if (change > 0 && this.bytes > this.maxBytes) this.cutSlowest();
  };

  private cutSlowest(): void {
    const bytesByPeer = new Map<string, number>();
    for (const call of this.unread) {
      const peer = call.peer;
      bytesByPeer.set(peer, (bytesByPeer.get(peer) ?? 0) + call.bytes);
    }
    const [slowest] = [...bytesByPeer].sort(([, a], [, b]) => b - a);
    if (slowest === undefined) return;
    const [slowestPeer, unreadBytes] = slowest;
    this.cut.refused({ peer: slowestPeer, unreadBytes });
    for (const call of this.unread) if (call.peer === slowestPeer) call.end();
    const session = this.sessions.get(slowestPeer);
    // Not at once: this is called while a response is being written.
    setImmediate(() => session?.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM));
  }
}

class CallMeter implements UnreadOfCall {
  bytes = 0;
  private ended = false;

  constructor(
    private readonly call: CallOfPeer,
    private readonly changed: (meter: CallMeter, change: number) => void,
  ) {}

  get peer(): string {
    return this.call.getPeer();
  }

  sent(bytes: number): void {
    this.change(bytes);
  }

  taken(bytes: number): void {
    this.change(-bytes);
  }

  end(): void {
    this.change(-this.bytes);
    this.ended = true;
  }

  private change(bytes: number): void {
    if (this.ended || bytes === 0) return;
    this.bytes += bytes;
    this.changed(this, bytes);
  }
}
