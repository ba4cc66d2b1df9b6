/**
 * The requests that are being received: bounds the time one may take to come in, and the bytes that all of them hold
 * until they are answered. A request beyond a bound is reset (ENHANCE_YOUR_CALM, which gRPC clients know as
 * RESOURCE_EXHAUSTED); the ones before it go on.
 */
import { type ServerHttp2Stream, constants } from 'node:http2';
import { REQUEST_SWEEP_INTERVAL_MS } from '../limits.js';
import type { Logger } from '../logger.js';
import { RefusalLog } from '../refusal-log.js';
import type { RequestBytes } from './request-bytes.js';

export class RequestIntake {
  /** Requests that have not come in completely, with the time when they began, oldest first. */
  private readonly incomplete = new Map<ServerHttp2Stream, number>();
  private readonly tooSlow: RefusalLog;
  private readonly tooMuch: RefusalLog;
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly requestBytes: RequestBytes,
    private readonly receiveTimeoutMs: number,
    logger: Logger,
  ) {
    this.tooSlow = new RefusalLog(logger, 'A request was reset: it did not come in completely in time');
    this.tooMuch = new RefusalLog(logger, 'A request was reset: all requests together hold too many bytes');
    this.sweeper = setInterval(() => this.sweep(), REQUEST_SWEEP_INTERVAL_MS).unref();
  }

  close(): void {
    clearInterval(this.sweeper);
  }

  begun(stream: ServerHttp2Stream): void {
    this.incomplete.set(stream, performance.now());
  }

  /** Whether the bytes may be kept; they count until `requestBytes.free`. If not, the request is reset. */
  received(stream: ServerHttp2Stream, bytes: number): boolean {
    if (this.requestBytes.hold(bytes)) return true;
    if (stream.closed) return false;
    this.tooMuch.refused({ maxBytes: this.requestBytes.maxBytes });
    stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    return false;
  }

  /** It is complete, or is not waited for any longer. */
  ended(stream: ServerHttp2Stream): void {
    this.incomplete.delete(stream);
  }

  private sweep(): void {
    const latestStartMs = performance.now() - this.receiveTimeoutMs;
    for (const [stream, startMs] of this.incomplete) {
      if (startMs > latestStartMs) return;
      this.incomplete.delete(stream);
      this.tooSlow.refused({ receiveTimeoutMs: this.receiveTimeoutMs });
      stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    }
  }
}
