// What the JavaScript clients have in common: plain data out of their responses, their errors, their job handlers.
import { status, type ServiceError } from '@grpc/grpc-js';
import {
  ClientError,
  type Client,
  type Message,
  type Outcome,
  type Rpc,
  type Variables,
  type Worker,
} from './client.js';
import type { WorkerSettings } from './client.js';

/** A client's method for a call; its request has the names of the protocol. */
export type Calls = Readonly<Partial<Record<Rpc, (request: never) => Promise<unknown>>>>;

export class JavaScriptClient implements Client {
  constructor(
    private readonly calls: Calls,
    readonly openWorker: (settings: WorkerSettings) => Promise<Worker>,
    readonly close: () => Promise<void>,
  ) {}

  async call(rpc: Rpc, request: Message): Promise<Message> {
    const call = this.calls[rpc];
    if (call === undefined) throw new Error(`The client has no ${rpc}`);
    try {
      // The method expects the request type of its library, which has the fields of the protocol.
      return plainData(await call(request as never));
    } catch (error) {
      throw isServiceError(error) ? new ClientError(status[error.code] ?? '', error.details) : error;
    }
  }
}

/** A job as both libraries hand it to a handler. */
export interface HandedJob<Done> {
  complete(variables: Variables): Done;
  fail(failure: { readonly errorMessage: string; readonly retries: number }): Done;
  error(error: {
    readonly errorCode: string;
    readonly errorMessage: string;
    readonly variables: Record<string, never>;
  }): Done;
}

/** Does with a job what the test wants. */
export function settle<Done>(job: HandedJob<Done>, outcome: Outcome): Done {
  if ('complete' in outcome) return job.complete(outcome.complete);
  if ('fail' in outcome) return job.fail(outcome.fail);
  if ('throwError' in outcome) return job.error({ ...outcome.throwError, variables: {} });
  throw new Error(outcome.exception);
}

/** Waits until a batch of calls, one after the other, has answered; their deployments together. */
export async function oneByOne<Item>(
  items: readonly Item[],
  deploy: (item: Item) => Promise<{ readonly deployments: readonly unknown[] }>,
): Promise<Message> {
  const deployments: unknown[] = [];
  for (const item of items) deployments.push(...(await deploy(item)).deployments);
  return { deployments };
}

function plainData(response: unknown): Message {
  return JSON.parse(JSON.stringify(response ?? {})) as Message;
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error;
}
