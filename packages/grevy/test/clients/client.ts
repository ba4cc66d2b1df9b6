// What the suite knows of a client: its calls under the names of the protocol. Requests and responses are the JSON form of
// the protocol's messages (camel case, keys as decimal text) with `variables` and `customHeaders` as objects, as every
// client library shows them.

/** A message of the protocol, or a part of one. */
export type Message = Readonly<Record<string, unknown>>;

export type Rpc =
  | 'Topology'
  | 'DeployResource'
  | 'DeployProcess'
  | 'DeleteResource'
  | 'CreateProcessInstance'
  | 'CreateProcessInstanceWithResult'
  | 'CancelProcessInstance'
  | 'ModifyProcessInstance'
  | 'MigrateProcessInstance'
  | 'SetVariables'
  | 'ActivateJobs'
  | 'StreamActivatedJobs'
  | 'CompleteJob'
  | 'FailJob'
  | 'ThrowError'
  | 'UpdateJobRetries'
  | 'UpdateJobTimeout'
  | 'ResolveIncident'
  | 'PublishMessage'
  | 'BroadcastSignal'
  | 'EvaluateDecision'
  | 'HealthCheck';

/** What not every client can express. */
export type Feature =
  /** Creates instances by the key of a process definition. */
  | 'process keys'
  /** Evaluates decisions by their key. */
  | 'decision keys'
  /** Creates instances that start at given elements. */
  | 'start instructions'
  | 'tenants'
  /** Knows that forms can be deployed. */
  | 'forms'
  /** Shows that an activation has ended without jobs or was refused. */
  | 'activation ends'
  /** Sends requests of several megabytes. */
  | 'large requests'
  /** Compresses its requests. */
  | 'gzip'
  /** Fails a job with a backoff. */
  | 'backoff'
  /** Fails a job with variables. */
  | 'fail variables'
  /** A worker that throws a business error. */
  | 'worker errors'
  /** A worker that fails jobs with a number of retries of its choice. */
  | 'worker retries'
  /** A handler's exception fails the job. */
  | 'worker exceptions'
  /** Workers that take pushed jobs. */
  | 'streams'
  /** Streaming workers that poll as well, for jobs that were there before. */
  | 'streams and polls';

/** Variables that every client can send. */
export type Variables = Record<string, string | number>;

/** What a worker does with each of its jobs. */
export type Outcome =
  | { readonly complete: Variables }
  | { readonly fail: { readonly retries: number; readonly errorMessage: string } }
  | { readonly throwError: { readonly errorCode: string; readonly errorMessage: string } }
  | { readonly exception: string };

export interface WorkerSettings {
  readonly type: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** Whether jobs are pushed to the worker. */
  readonly stream: boolean;
  /** Lease of a job. */
  readonly timeoutMs: number;
}

export interface Worker {
  /** Stops the worker; resolves when it has no more jobs in hand. */
  close(): Promise<void>;
}

export interface Client {
  /** @throws ClientError when the gateway refuses */
  call(rpc: Rpc, request: Message): Promise<Message>;
  openWorker(settings: WorkerSettings): Promise<Worker>;
  close(): Promise<void>;
}

export interface ClientDefinition {
  /** Product and version. */
  readonly name: string;
  readonly rpcs: readonly Rpc[];
  readonly features: readonly Feature[];
  /**
   * @param address `host:port` of a gateway without TLS
   * @param retries whether the client may repeat calls as it does by default; refusals come through when it may not
   */
  open(address: string, retries: boolean): Promise<Client>;
}

/** A refusal of the gateway as the client shows it. */
export class ClientError extends Error {
  constructor(
    /** Name of the gRPC status. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
