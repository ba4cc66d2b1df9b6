/** What a handler gets beside its job: variables as values, and the ways to end the job. */
import type { JobOutcome } from '../instrumentation.js';
import { parsedObject, type JsonMapper, type JsonObject, type Variables } from '../json-mapper.js';
import type { CallOptions } from '../gateway-channel.js';
import type { ActivatedJob } from '@grevy/protocol/gateway-messages/client';
import type { JobGateway } from './job-gateway.js';

export interface JobFailure {
  readonly errorMessage: string;
  /** One less than the job has, by default. */
  readonly retries?: number;
  /** Pause before the job can be activated again, in ms. */
  readonly retryBackOffMs?: number;
  readonly variables?: Variables;
}

export interface JobError {
  /** The code that an error event of the process catches. */
  readonly errorCode: string;
  readonly errorMessage?: string;
  readonly variables?: Variables;
}

/** A job is ended once: a second report is refused with an Error. */
export class JobContext {
  #outcome: Exclude<JobOutcome, 'unreported'> | undefined;
  #variables: JsonObject | undefined;

  constructor(
    private readonly job: ActivatedJob,
    private readonly gateway: JobGateway,
    private readonly mapper: JsonMapper,
    private readonly reportOptions: CallOptions,
    /** Aborted when the result is of no use any more: the lease is lost, or the worker closed by its deadline. */
    readonly signal: AbortSignal,
  ) {}

  /**
   * The variables of the job. Integers beyond 2^53 are bigints, unless the client has another JSON mapper.
   * @throws SyntaxError if they cannot be read
   */
  get variables(): JsonObject {
    return (this.#variables ??= parsedObject(this.job.variables, this.mapper));
  }

  /**
   * The variables in the form that a schema gives them.
   * @param schema checks and converts, such as `OrderSchema.parse` of a validation library; what it throws fails the job
   */
  variablesAs<T>(schema: (variables: JsonObject) => T): T {
    return schema(this.variables);
  }

  /** The headers that the model gives the task. */
  get customHeaders(): Readonly<Record<string, string>> {
    const entries = Object.entries(parsedObject(this.job.customHeaders, this.mapper));
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
  }

  /** How the job was ended through this context, so far. */
  get outcome(): JobOutcome {
    return this.#outcome ?? 'unreported';
  }

  /** @throws GatewayError if the gateway does not accept it */
  async complete(variables?: Variables): Promise<void> {
    await this.#report('completed', () =>
      this.gateway.completeJob(
        { jobKey: this.job.key, ...(variables === undefined ? {} : { variables }) },
        this.reportOptions,
      ),
    );
  }

  /** @throws GatewayError if the gateway does not accept it */
  async fail({ errorMessage, retries, retryBackOffMs, variables }: JobFailure): Promise<void> {
    await this.#report('failed', () =>
      this.gateway.failJob(
        {
          jobKey: this.job.key,
          errorMessage,
          retries: retries ?? this.job.retries - 1,
          ...(retryBackOffMs === undefined ? {} : { retryBackOff: retryBackOffMs }),
          ...(variables === undefined ? {} : { variables }),
        },
        this.reportOptions,
      ),
    );
  }

  /**
   * Throws a BPMN error, which the process may catch.
   * @throws GatewayError if the gateway does not accept it
   */
  async throwError({ errorCode, errorMessage = '', variables }: JobError): Promise<void> {
    await this.#report('errorThrown', () =>
      this.gateway.throwError(
        { jobKey: this.job.key, errorCode, errorMessage, ...(variables === undefined ? {} : { variables }) },
        this.reportOptions,
      ),
    );
  }

  async #report(
    outcome: 'completed' | 'failed' | 'errorThrown',
    send: () => Promise<unknown>,
  ): Promise<void> {
    if (this.#outcome !== undefined) {
      throw new Error(`Job ${this.job.key} cannot be ${outcome}: it is ${this.#outcome} already`);
    }
    this.#outcome = 'lost';
    await send();
    this.#outcome = outcome;
  }
}
