// A gateway whose answers a test writes down: each call takes the next one. For what a real one does not do on demand.
import { Server, ServerCredentials, status, type ServiceError } from '@grpc/grpc-js';
import type { StatusName, UnaryCalls } from '../src/index.js';

/** An answer without fields, a failure, or no answer at all. */
export type ScriptedAnswer =
  'OK' | 'NO_ANSWER' | { readonly code: StatusName; readonly description?: string };

interface Call {
  readonly metadata: { get(name: string): readonly unknown[] };
}

export class ScriptedGateway {
  readonly #server = new Server();
  readonly #answers: ScriptedAnswer[] = [];
  /** Calls so far, by name. */
  readonly calls: string[] = [];
  /** Value of the `traceparent` header of each call. */
  readonly traceParents: (string | undefined)[] = [];
  address = '';

  static async start(...names: readonly (keyof UnaryCalls)[]): Promise<ScriptedGateway> {
    const gateway = new ScriptedGateway();
    for (const name of names) gateway.#register(name);
    const port = await new Promise<number>((resolve, reject) => {
      gateway.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    gateway.address = `127.0.0.1:${port}`;
    return gateway;
  }

  /** What the next calls get; those after them get OK. */
  answers(...answers: readonly ScriptedAnswer[]): void {
    this.#answers.push(...answers);
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  #register(name: string): void {
    const asIs = (bytes: Buffer): Buffer => bytes;
    this.#server.register<Buffer, Buffer>(
      `/gateway_protocol.Gateway/${name}`,
      (call: Call, callback: (error: Partial<ServiceError> | null, answer?: Buffer) => void) => {
        this.calls.push(name);
        this.traceParents.push(call.metadata.get('traceparent')[0]?.toString());
        const answer = this.#answers.shift() ?? 'OK';
        if (answer === 'OK') callback(null, Buffer.alloc(0));
        else if (answer !== 'NO_ANSWER')
          callback({ code: status[answer.code], details: answer.description ?? answer.code });
      },
      asIs,
      asIs,
      'unary',
    );
  }
}
