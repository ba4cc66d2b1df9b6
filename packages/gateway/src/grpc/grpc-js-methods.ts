/** Methods of the transport as handlers of @grpc/grpc-js. */
import {
  Metadata,
  type Server,
  type ServerUnaryCall,
  type ServerWritableStream,
  type StatusObject,
} from '@grpc/grpc-js';
import type { RequestBytes } from '../connections/request-bytes.js';
import type { UnreadOfCall, UnreadResponses } from '../connections/unread-responses.js';
import { tooManyRequestBytes } from '../errors.js';
import { MessageInflation } from './message-inflation.js';
import { GrpcError, StatusCode } from './status.js';
import { statusTrailers } from './status-details.js';
import type {
  MethodHandler,
  ResponseStream,
  ServerCall,
  ServerStreamingMethod,
  UnaryMethod,
} from './transport.js';

/** What bounds the memory of all calls together. */
export interface CallMemory {
  readonly requestBytes: RequestBytes;
  readonly unreadResponses: UnreadResponses;
  readonly inflation: MessageInflation;
}

type GrpcUnaryCall = ServerUnaryCall<Buffer, Buffer>;
type GrpcStreamingCall = ServerWritableStream<Buffer, Buffer>;
type UnaryCallback = (error: Partial<StatusObject> | null, response: Buffer | null) => void;

const DETAILS_HEADER = 'grpc-status-details-bin';

export function registerMethod(server: Server, method: MethodHandler, memory: CallMemory): void {
  if (method.kind === 'unary') {
    const handle = unaryHandler(method, memory);
    server.register<Buffer, Buffer>(method.path, handle, identity, identity, 'unary');
  } else {
    const handle = streamingHandler(method, memory);
    server.register<Buffer, Buffer>(method.path, handle, identity, identity, 'serverStream');
  }
}

function unaryHandler(method: UnaryMethod, memory: CallMemory) {
  return (call: GrpcUnaryCall, callback: UnaryCallback): void => {
    const unread = unreadOf(call, memory);
    const answer = MessageInflation.isCompressed(call.request)
      ? inflated(call, memory).then((request) => method.handle(request, new GrpcJsCall(call)))
      : method.handle(call.request, new GrpcJsCall(call));
    answer.then(
      (response) => {
        unread.sent(response.length);
        callback(null, toBuffer(response));
      },
      (error: unknown) => callback(statusOf(error), null),
    );
  };
}

function streamingHandler(method: ServerStreamingMethod, memory: CallMemory) {
  return (call: GrpcStreamingCall): void => {
    const stream = new GrpcJsResponseStream(call, unreadOf(call, memory));
    if (!MessageInflation.isCompressed(call.request)) {
      method.handle(call.request, stream);
      return;
    }
    inflated(call, memory).then(
      (request) => method.handle(request, stream),
      (error: unknown) => call.emit('error', statusOf(error)),
    );
  };
}

/** The unpacked request; it counts as held until the call is over. */
async function inflated(
  call: GrpcUnaryCall | GrpcStreamingCall,
  { inflation, requestBytes }: CallMemory,
): Promise<Uint8Array> {
  const request = await inflation.inflate(call.request);
  const fits = requestBytes.hold(request.length);
  const free = (): void => requestBytes.free(request.length);
  if (call.cancelled) free();
  else call.once('cancelled', free);
  if (!fits) throw tooManyRequestBytes(requestBytes.maxBytes);
  return request;
}

/** The library emits `cancelled` once, at the end of every call, however it ends. */
function unreadOf(call: GrpcUnaryCall | GrpcStreamingCall, { unreadResponses }: CallMemory): UnreadOfCall {
  const unread = unreadResponses.ofCall(call);
  call.on('cancelled', () => unread.end());
  return unread;
}

const identity = (bytes: Buffer): Buffer => bytes;

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function statusOf(error: unknown): Partial<StatusObject> {
  // Handlers reject with GrpcErrors only; anything else is a bug, which must not hang the call.
  if (!(error instanceof GrpcError)) return { code: StatusCode.INTERNAL, details: String(error) };
  const { message, detailsBin } = statusTrailers(error);
  const metadata = new Metadata();
  if (detailsBin !== undefined) metadata.set(DETAILS_HEADER, toBuffer(detailsBin));
  return { code: error.code, details: message, metadata };
}

class GrpcJsCall implements ServerCall {
  constructor(private readonly call: GrpcUnaryCall | GrpcStreamingCall) {}

  header(name: string): string | undefined {
    return this.call.metadata.get(name)[0]?.toString();
  }

  get cancelled(): boolean {
    return this.call.cancelled;
  }

  onCancelled(listener: () => void): void {
    if (this.call.cancelled) listener();
    else this.call.on('cancelled', listener);
  }
}

class GrpcJsResponseStream extends GrpcJsCall implements ResponseStream {
  private ended = false;

  constructor(
    private readonly stream: GrpcStreamingCall,
    private readonly unread: UnreadOfCall,
  ) {
    super(stream);
  }

  get unreadBytes(): number {
    return this.unread.bytes;
  }

  /** The library reports the regular end of a stream as a cancellation too; that one is kept from the listener. */
  override onCancelled(listener: () => void): void {
    super.onCancelled(() => {
      if (!this.ended) listener();
    });
  }

  send(message: Uint8Array): void {
    if (this.ended || this.cancelled) return;
    this.unread.sent(message.length);
    this.stream.write(toBuffer(message), () => this.unread.taken(message.length));
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.stream.end();
  }

  fail(error: GrpcError): void {
    if (this.ended) return;
    this.ended = true;
    this.stream.emit('error', statusOf(error));
  }
}
