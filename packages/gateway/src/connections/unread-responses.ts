/**
 * Responses that clients have not read yet, which the gateway must keep. When all of them together are too many bytes,
 * the connection with most of them is cut.
 *
 * Invariant: `bytes` is the sum over the calls in `unread`; a call is in there while it has any.
 */
import { type Http2Session, constants } from 'node:http2';
import type { Logger } from '../logger.js';
import { RefusalLog } from '../refusal-log.js';

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
  private readonly cut: RefusalLog;

  constructor(
    private readonly maxBytes: number,
    logger: Logger,
  ) {
    this.cut = new RefusalLog(logger, 'A connection was cut: its client does not read the responses');
  }

  ofCall(session: Http2Session | undefined): UnreadOfCall {
    return new CallMeter(session, this.changed);
  }

  private readonly changed = (meter: CallMeter, change: number): void => {
    this.bytes += change;
    if (meter.bytes === 0) this.unread.delete(meter);
    else this.unread.add(meter);
    if (change > 0 && this.bytes > this.maxBytes) this.cutSlowest();
  };

  private cutSlowest(): void {
    const bytesBySession = new Map<Http2Session | undefined, number>();
    for (const { session, bytes } of this.unread) {
      bytesBySession.set(session, (bytesBySession.get(session) ?? 0) + bytes);
    }
    const [slowest] = [...bytesBySession].sort(([, a], [, b]) => b - a);
    if (slowest === undefined) return;
    const [session, unreadBytes] = slowest;
    this.cut.refused({ peer: session?.socket.remoteAddress, unreadBytes });
    for (const call of this.unread) if (call.session === session) call.end();
    // Not at once: this is called while a response is being written.
    setImmediate(() => session?.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM));
  }
}

class CallMeter implements UnreadOfCall {
  bytes = 0;
  private ended = false;

  constructor(
    readonly session: Http2Session | undefined,
    private readonly changed: (meter: CallMeter, change: number) => void,
  ) {}

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
