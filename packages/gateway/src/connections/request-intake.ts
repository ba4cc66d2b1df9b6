/**
 * The requests that are being received: bounds the time one may take to come in, and the bytes that all of them hold
 * until they are answered. A request beyond a bound is reset (ENHANCE_YOUR_CALM, which gRPC clients know as
 * RESOURCE_EXHAUSTED); the ones before it go on.
 */
import { type ServerHttp2Stream, constants } from 'node:http2';
import type { Server as NetServer } from 'node:net';
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

  watch(server: NetServer): void {
    server.on('stream', (stream: ServerHttp2Stream) => this.take(stream));
  }

  close(): void {
    clearInterval(this.sweeper);
  }

  private take(stream: ServerHttp2Stream): void {
    if (stream.endAfterHeaders) return;
    let received = 0;
    this.incomplete.set(stream, performance.now());
    stream.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (!this.requestBytes.hold(chunk.length) && !stream.closed) {
        this.tooMuch.refused({ maxBytes: this.requestBytes.maxBytes });
        stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
      }
    });
    stream.on('end', () => this.incomplete.delete(stream));
    stream.on('close', () => {
      this.incomplete.delete(stream);
      this.requestBytes.free(received);
    });
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
