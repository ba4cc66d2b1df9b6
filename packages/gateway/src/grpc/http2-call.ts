/**
 * One call of gRPC on a stream of HTTP/2: takes the request in, calls the handler, sends the answer (gRPC over HTTP/2).
 *
 * Invariants:
 *  1. The handler is called at most once, with the whole request, and not after the call is over.
 *  2. A call gets one status at most: what comes after it is ignored.
 *  3. When the stream closes, all that the call has held is free, and who waits for a cancellation knows of it.
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { RequestBytes } from '../connections/request-bytes.js';
import type { RequestIntake } from '../connections/request-intake.js';
import type { UnreadOfCall, UnreadResponses } from '../connections/unread-responses.js';
import { deadlineExceeded, tooManyRequestBytes } from '../errors.js';
import { RequestReader, type RequestMessage, framed } from './message-frame.js';
import type { MessageInflation } from './message-inflation.js';
import { timeoutMsOf } from './request-headers.js';
import { GrpcError, StatusCode } from './status.js';
import { statusTrailers } from './status-details.js';
import type { MethodHandler, ResponseStream } from './transport.js';

/** What bounds the memory of all calls together. */
export interface CallMemory {
  readonly maxMessageSizeBytes: number;
  readonly requestBytes: RequestBytes;
  readonly intake: RequestIntake;
  readonly unreadResponses: UnreadResponses;
  readonly inflation: MessageInflation;
}

const RESPONSE_HEADERS: OutgoingHttpHeaders = {
  ':status': 200,
  'content-type': 'application/grpc',
  'grpc-encoding': 'identity',
  'grpc-accept-encoding': 'gzip',
};
const OK_TRAILERS: OutgoingHttpHeaders = { 'grpc-status': StatusCode.OK };

/** `open` until a status is decided; the rest of an answer may still be on its way after that. */
type CallState = 'open' | 'answered' | 'cancelled';

export class Http2Call implements ResponseStream {
  private state: CallState = 'open';
  private readonly reader: RequestReader;
  private readonly unread: UnreadOfCall;
  private trailers = OK_TRAILERS;
  private heldBytes = 0;
  private deadline: NodeJS.Timeout | undefined;
  private cancellationListeners: (() => void)[] | undefined;

  private constructor(
    private readonly stream: ServerHttp2Stream,
    private readonly headers: IncomingHttpHeaders,
    private readonly method: MethodHandler,
    private readonly memory: CallMemory,
  ) {
    this.reader = new RequestReader(memory.maxMessageSizeBytes);
    this.unread = memory.unreadResponses.ofCall(stream.session);
  }

  static serve(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    method: MethodHandler,
    memory: CallMemory,
  ): void {
    const call = new Http2Call(stream, headers, method, memory);
    memory.intake.begun(stream);
    stream.on('data', (chunk: Buffer) => call.received(chunk));
    stream.on('end', () => call.requestEnded());
    stream.on('close', () => call.closed());
    stream.on('wantTrailers', () => stream.sendTrailers(call.trailers));
    call.startDeadline();
  }

  get cancelled(): boolean {
    return this.state === 'cancelled';
  }

  get unreadBytes(): number {
    return this.unread.bytes;
  }

  header(name: string): string | undefined {
    const value = this.headers[name];
    return typeof value === 'object' ? value[0] : value;
  }

  onCancelled(listener: () => void): void {
    if (this.cancelled) listener();
    else (this.cancellationListeners ??= []).push(listener);
  }

  send(message: Uint8Array): void {
    if (!this.isWritable) return;
    this.unread.sent(message.length);
    if (!this.stream.headersSent) this.stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
    this.stream.write(framed(message), () => this.unread.taken(message.length));
  }

  end(): void {
    if (!this.isWritable) return;
    this.decided('answered');
    if (!this.stream.headersSent) this.stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
    this.stream.end();
  }

  fail(error: GrpcError): void {
    if (!this.isWritable) return;
    this.decided('answered');
    this.sendStatus(error);
  }

  private get isWritable(): boolean {
    return this.state === 'open' && !this.stream.destroyed && !this.stream.closed;
  }

  private startDeadline(): void {
    try {
      const timeoutMs = timeoutMsOf(this.headers);
      if (timeoutMs === undefined) return;
      this.deadline = setTimeout(() => this.deadlinePassed(), timeoutMs);
    } catch (error) {
      this.fail(grpcErrorOf(error));
    }
  }

  private received(chunk: Buffer): void {
    if (this.state !== 'open' || !this.memory.intake.received(this.stream, chunk.length)) return;
    this.heldBytes += chunk.length;
    try {
      this.reader.add(chunk);
    } catch (error) {
      this.fail(grpcErrorOf(error));
    }
  }

  private requestEnded(): void {
    this.memory.intake.ended(this.stream);
    if (!this.isWritable) return;
    try {
      const message = this.reader.message();
      if (!message.isCompressed) this.handle(message.bytes);
      else void this.handleInflated(message);
    } catch (error) {
      this.fail(grpcErrorOf(error));
    }
  }

  private async handleInflated({ bytes }: RequestMessage): Promise<void> {
    const { inflation, requestBytes } = this.memory;
    try {
      if (this.headers['grpc-encoding'] !== 'gzip') throw compressionNotAnnounced();
      const request = await inflation.inflate(bytes);
      if (!this.isWritable) return;
      if (!requestBytes.hold(request.length)) throw tooManyRequestBytes(requestBytes.maxBytes);
      this.heldBytes += request.length;
      this.handle(request);
    } catch (error) {
      this.fail(grpcErrorOf(error));
    }
  }

  private handle(request: Uint8Array): void {
    const { method } = this;
    if (method.kind === 'server-streaming') {
      method.handle(request, this);
      return;
    }
    method.handle(request, this).then(
      (response) => this.answer(response),
      (error: unknown) => this.fail(grpcErrorOf(error)),
    );
  }

  /** The whole answer of a unary call. */
  private answer(response: Uint8Array): void {
    if (!this.isWritable) return;
    this.decided('answered');
    this.unread.sent(response.length);
    this.stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
    this.stream.end(framed(response));
  }

  private deadlinePassed(): void {
    if (!this.isWritable) return;
    this.decided('cancelled');
    this.sendStatus(deadlineExceeded());
  }

  private sendStatus(error: GrpcError): void {
    const trailers = errorTrailers(error);
    if (this.stream.headersSent) {
      this.trailers = trailers;
      this.stream.end();
    } else {
      this.stream.respond({ ...RESPONSE_HEADERS, ...trailers }, { endStream: true });
    }
    // What is still to come of the request is not read any more (RFC 9113 §8.1).
    if (!this.stream.readableEnded) this.stream.once('finish', () => this.stream.close());
  }

  private decided(state: 'answered' | 'cancelled'): void {
    this.state = state;
    clearTimeout(this.deadline);
    if (state === 'cancelled') for (const listener of this.cancellationListeners ?? []) listener();
    this.cancellationListeners = undefined;
  }

  private closed(): void {
    this.memory.intake.ended(this.stream);
    this.memory.requestBytes.free(this.heldBytes);
    this.unread.end();
    if (this.state === 'open') this.decided('cancelled');
  }
}

/** Refuses a request that does not become a call. */
export function refuse(stream: ServerHttp2Stream, httpStatus: number, error: GrpcError): void {
  stream.respond(
    { ...RESPONSE_HEADERS, ':status': httpStatus, ...errorTrailers(error) },
    { endStream: true },
  );
  stream.close();
}

function errorTrailers(error: GrpcError): OutgoingHttpHeaders {
  const { message, detailsBin } = statusTrailers(error);
  return {
    'grpc-status': error.code,
    'grpc-message': message,
    ...(detailsBin === undefined
      ? {}
      : { 'grpc-status-details-bin': Buffer.from(detailsBin).toString('base64') }),
  };
}

/** Handlers reject with GrpcErrors only; anything else is a bug, which must not hang the call. */
function grpcErrorOf(error: unknown): GrpcError {
  return error instanceof GrpcError ? error : new GrpcError(StatusCode.INTERNAL, String(error), [], 'plain');
}

function compressionNotAnnounced(): GrpcError {
  const message = "Can't decode compressed gRPC message as compression not configured";
  return new GrpcError(StatusCode.INTERNAL, message, [], 'plain');
}
