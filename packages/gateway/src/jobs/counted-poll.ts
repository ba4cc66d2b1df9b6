/** A poll that counts as open until it ends. A class, because thousands of them wait: closures would take four times the memory. */
import type { ActivateJobsResponse } from '../grpc/messages.js';
import type { GrpcError } from '../grpc/status.js';
import type { Poll, PollClient, PollRequest } from './poll.js';

export class CountedPoll implements Poll, PollClient {
  private ended = false;

  constructor(
    private readonly poll: Poll,
    private readonly onEnd: () => void,
  ) {}

  get request(): PollRequest {
    return this.poll.request;
  }

  get client(): PollClient {
    return this;
  }

  get gone(): boolean {
    return this.poll.client.gone;
  }

  send(response: ActivateJobsResponse): void {
    this.poll.client.send(response);
  }

  complete(): void {
    this.end();
    this.poll.client.complete();
  }

  fail(error: GrpcError): void {
    this.end();
    this.poll.client.fail(error);
  }

  private end(): void {
    if (!this.ended) this.onEnd();
    this.ended = true;
  }
}
