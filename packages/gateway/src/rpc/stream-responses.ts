/** The responses of a server-streaming call, encoded. A class, because thousands of calls wait at the same time. */
import type { GrpcError } from '../grpc/status.js';
import type { ResponseStream } from '../grpc/transport.js';
import type { Responses } from './server-streaming-rpc.js';

export class StreamResponses<Response> implements Responses<Response> {
  constructor(
    private readonly stream: ResponseStream,
    private readonly encode: (response: Response) => Uint8Array,
  ) {}

  get gone(): boolean {
    return this.stream.cancelled;
  }

  get unreadBytes(): number {
    return this.stream.unreadBytes;
  }

  send(response: Response): void {
    this.stream.send(this.encode(response));
  }

  complete(): void {
    this.stream.end();
  }

  fail(error: GrpcError): void {
    this.stream.fail(error);
  }

  onGone(listener: () => void): void {
    this.stream.onCancelled(listener);
  }
}
