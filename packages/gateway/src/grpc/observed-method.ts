/** A method that tells an observer when its calls begin, answer and end. */
import type { GatewayObserver, ObservedCall } from '../observer.js';
import { GrpcError, StatusCode } from './status.js';
import type { MethodHandler, ResponseStream, ServerStreamingMethod, UnaryMethod } from './transport.js';

export function observedMethod(method: MethodHandler, observer: GatewayObserver): MethodHandler {
  const calls = new ObservedCalls(method, observer);
  if (method.kind === 'unary') {
    const handle: UnaryMethod['handle'] = (request, call) => calls.unary(() => method.handle(request, call));
    return { ...method, handle };
  }
  const handle: ServerStreamingMethod['handle'] = (request, stream) =>
    method.handle(request, calls.streaming(stream));
  return { ...method, handle };
}

/** The calls of one method. Without an observer they are left as they are. */
export class ObservedCalls {
  private readonly call: ObservedCall;

  constructor(
    { path, kind }: Pick<MethodHandler, 'path' | 'kind'>,
    private readonly observer: GatewayObserver | undefined,
  ) {
    const [, service = '', method = ''] = path.split('/');
    this.call = { service, method, type: kind === 'unary' ? 'UNARY' : 'SERVER_STREAMING' };
  }

  async unary(answer: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const { call, observer } = this;
    if (observer === undefined) return answer();
    const startMs = performance.now();
    observer.callStarted(call);
    let code: StatusCode = StatusCode.OK;
    try {
      const response = await answer();
      observer.messageSent(call);
      return response;
    } catch (error) {
      code = error instanceof GrpcError ? error.code : StatusCode.INTERNAL;
      throw error;
    } finally {
      observer.callEnded(call, code, performance.now() - startMs);
    }
  }

  streaming(stream: ResponseStream): ResponseStream {
    return this.observer === undefined ? stream : new ObservedStream(stream, this.call, this.observer);
  }
}

class ObservedStream implements ResponseStream {
  private readonly startMs = performance.now();
  private ended = false;

  constructor(
    private readonly stream: ResponseStream,
    private readonly call: ObservedCall,
    private readonly observer: GatewayObserver,
  ) {
    observer.callStarted(call);
    stream.onCancelled(() => this.ends(StatusCode.CANCELLED));
  }

  get cancelled(): boolean {
    return this.stream.cancelled;
  }

  get unreadBytes(): number {
    return this.stream.unreadBytes;
  }

  header(name: string): string | undefined {
    return this.stream.header(name);
  }

  onCancelled(listener: () => void): void {
    this.stream.onCancelled(listener);
  }

  send(message: Uint8Array): void {
    this.observer.messageSent(this.call);
    this.stream.send(message);
  }

  end(): void {
    this.ends(StatusCode.OK);
    this.stream.end();
  }

  fail(error: GrpcError): void {
    this.ends(error.code);
    this.stream.fail(error);
  }

  private ends(code: StatusCode): void {
    if (this.ended) return;
    this.ended = true;
    this.observer.callEnded(this.call, code, performance.now() - this.startMs);
  }
}
