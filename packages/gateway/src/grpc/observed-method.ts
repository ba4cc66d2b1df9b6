/** A method that tells an observer when its calls begin, answer and end. */
import type { GatewayObserver, ObservedCall } from '../observer.js';
import { GrpcError, StatusCode } from './status.js';
import type { MethodHandler, ResponseStream, ServerStreamingMethod, UnaryMethod } from './transport.js';

export function observedMethod(method: MethodHandler, observer: GatewayObserver): MethodHandler {
  return method.kind === 'unary' ? observedUnary(method, observer) : observedStreaming(method, observer);
}

function observedUnary(method: UnaryMethod, observer: GatewayObserver): UnaryMethod {
  const call = observedCall(method);
  const handle: UnaryMethod['handle'] = async (request, serverCall) => {
    const startMs = performance.now();
    observer.callStarted(call);
    let code: StatusCode = StatusCode.OK;
    try {
      const response = await method.handle(request, serverCall);
      observer.messageSent(call);
      return response;
    } catch (error) {
      code = error instanceof GrpcError ? error.code : StatusCode.INTERNAL;
      throw error;
    } finally {
      observer.callEnded(call, code, performance.now() - startMs);
    }
  };
  return { ...method, handle };
}

function observedStreaming(method: ServerStreamingMethod, observer: GatewayObserver): ServerStreamingMethod {
  const call = observedCall(method);
  return {
    ...method,
    handle: (request, stream) => method.handle(request, new ObservedStream(stream, call, observer)),
  };
}

function observedCall({ path, kind }: MethodHandler): ObservedCall {
  const [, service = '', method = ''] = path.split('/');
  return { service, method, type: kind === 'unary' ? 'UNARY' : 'SERVER_STREAMING' };
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
