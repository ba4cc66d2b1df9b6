/**
 * Streams of pushed jobs (spec 01 §4.3, spec 13 §5). Clients that want exactly the same share one stream of the bus.
 *
 * Invariant: a job is taken by exactly one client, or by none, and then the broker learns it at once. A client that
 * reads too slowly takes none.
 */
import type { Bus, JobStreamHandle, JobStreamSpec, PushedJob } from '@grevy/protocol';
import { shuttingDown, streamRegistrationFailed, tooManyJobStreams } from '../errors.js';
import type { ActivatedJob } from '../grpc/messages.js';
import type { GatewayObserver } from '../observer.js';
import type { GrpcError } from '../grpc/status.js';
import { MAX_OPEN_JOB_STREAMS } from '../limits.js';
import { activatedJob } from './activated-job.js';

/** A client's end of a stream. */
export interface JobStreamClient {
  /** Whether the client has gone away, or has too much unread already. */
  readonly blocked: boolean;
  send(job: ActivatedJob): void;
  fail(error: GrpcError): void;
}

interface SharedStream {
  /** An array, because every push picks one at random. */
  readonly clients: JobStreamClient[];
  readonly handle: JobStreamHandle;
}

export class JobStreams {
  private readonly shared = new Map<string, SharedStream>();
  private open = 0;
  private closed = false;

  constructor(
    private readonly bus: Bus,
    private readonly observer?: GatewayObserver,
  ) {}

  /** Streams of the bus that are open now. */
  get sharedStreams(): number {
    return this.shared.size;
  }

  /** Client streams that are open now. */
  get openStreams(): number {
    return this.open;
  }

  /** Pushes jobs to the client until it goes away. Returns what to call when it does. */
  serve(spec: JobStreamSpec, client: JobStreamClient): () => void {
    if (this.closed) {
      client.fail(shuttingDown());
      return nothingToDo;
    }
    if (this.open >= MAX_OPEN_JOB_STREAMS) {
      client.fail(tooManyJobStreams());
      return nothingToDo;
    }
    const identity = identityOf(spec);
    try {
      const { clients } = this.streamOf(identity, spec);
      clients.push(client);
      this.observer?.jobStreamChanged(clients.length);
    } catch (error) {
      client.fail(streamRegistrationFailed(error instanceof Error ? error.message : String(error)));
      return nothingToDo;
    }
    this.open += 1;
    return () => this.leave(identity, client);
  }

  /** Ends every stream and takes no more. */
  close(): void {
    this.closed = true;
    for (const { clients, handle } of this.shared.values()) {
      handle.close();
      for (const client of clients) client.fail(shuttingDown());
    }
    this.shared.clear();
    this.open = 0;
  }

  private streamOf(identity: string, spec: JobStreamSpec): SharedStream {
    const known = this.shared.get(identity);
    if (known !== undefined) return known;
    const clients: JobStreamClient[] = [];
    const handle = this.bus.openJobStream(spec, async (pushed) => {
      const taken = pushToAny(clients, pushed);
      this.observer?.jobPushed(taken);
      return taken;
    });
    const stream = { clients, handle };
    this.shared.set(identity, stream);
    return stream;
  }

  private leave(identity: string, client: JobStreamClient): void {
    const stream = this.shared.get(identity);
    const index = stream?.clients.indexOf(client) ?? -1;
    if (stream === undefined || index === -1) return;
    stream.clients.splice(index, 1);
    this.open -= 1;
    this.observer?.jobStreamChanged(stream.clients.length);
    if (stream.clients.length > 0) return;
    this.shared.delete(identity);
    stream.handle.close();
  }
}

/** Gives the job to a client, starting with a random one. False if none takes it. */
function pushToAny(clients: readonly JobStreamClient[], { key, job }: PushedJob): boolean {
  const first = Math.floor(Math.random() * clients.length);
  for (let step = 0; step < clients.length; step++) {
    const client = clients[(first + step) % clients.length];
    if (client === undefined || client.blocked) continue;
    client.send(activatedJob(key, job));
    return true;
  }
  return false;
}

/** Equal for streams that may be shared: same type, worker, timeout, variables and tenants. */
function identityOf({ jobType, worker, timeoutMs, fetchVariables, tenantIds }: JobStreamSpec): string {
  return JSON.stringify([jobType, worker, timeoutMs, fetchVariables, tenantIds]);
}

const nothingToDo = (): void => undefined;
