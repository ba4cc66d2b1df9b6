// A partition in a thread of its own, as the broker sees it.
import { Worker } from 'node:worker_threads';
import type { DueCommand, RequestId } from '@grevy/engine';
import { DEFAULT_TENANT_ID, type CommandRequest, type ValueType } from '@grevy/protocol';
import type { JobStreams } from '../job-streams.js';
import type { PartitionOperation } from '../partition/partition-operation.js';
import type { PartitionPort, PartitionStatus } from '../partition/partition-port.js';
import type { PartitionSettings } from '../partition/partition-settings.js';
import type { PartitionSurroundings } from '../partition/partition-surroundings.js';
import type { Respond } from '../partition/waiting-requests.js';
import { commandOf, commandRecord, responseOf } from './message-record.js';
import { forEachRecord, RecordBundleWriter } from './record-bundle.js';
import type { FromPartitionThread, ToPartitionThread } from './thread-messages.js';

const INTERNAL_TENANTS: readonly string[] = [DEFAULT_TENANT_ID];

/** Tag of commands for whose outcome nobody waits. */
const NOBODY = 0;

/** A question without its number. */
type Question =
  | { readonly kind: 'checkpoint' | 'metrics' | 'close' }
  | { readonly kind: 'operate'; readonly operation: PartitionOperation };

type Answer = Extract<FromPartitionThread, { readonly kind: 'answer' }>;

export class PartitionThread implements PartitionPort {
  readonly #commands = new RecordBundleWriter();
  readonly #waiting = new Map<RequestId, Respond>();
  readonly #questions = new Map<number, (answer: Answer) => void>();
  #lastId = 0;
  #flushScheduled = false;

  /** @throws Error with the thread's reason when the partition cannot be opened */
  static async start(
    settings: PartitionSettings,
    surroundings: PartitionSurroundings,
    jobStreams: JobStreams,
  ): Promise<PartitionThread> {
    const worker = new Worker(new URL('./partition-thread-main.js', import.meta.url), {
      workerData: settings,
    });
    const opened = await new Promise<PartitionStatus>((resolve, reject) => {
      const listen = (message: FromPartitionThread): void => {
        if (message.kind === 'opened') resolve(message.status);
        else if (message.kind === 'open-failed') reject(new Error(message.message));
        else if (message.kind === 'log') surroundings.logger[message.level](message.fields, message.message);
        else return;
        if (message.kind !== 'log') worker.off('message', listen);
      };
      worker.on('message', listen);
      worker.once('error', reject);
    }).catch(async (error: unknown) => {
      await worker.terminate();
      throw error;
    });
    return new PartitionThread(settings.partitionId, worker, surroundings, opened, jobStreams);
  }

  private constructor(
    readonly partitionId: number,
    private readonly worker: Worker,
    private readonly surroundings: PartitionSurroundings,
    private currentStatus: PartitionStatus,
    jobStreams: JobStreams,
  ) {
    worker.on('message', (message: FromPartitionThread) => this.#receive(message));
    worker.on('error', (error) => this.#died(error));
    worker.once('exit', () => this.#died(new Error(`The thread of partition ${partitionId} has ended`)));
    jobStreams.listen({
      opened: ({ push: _push, ...stream }) => this.#post({ kind: 'stream-opened', stream }),
      closed: (streamId) => this.#post({ kind: 'stream-closed', streamId }),
    });
  }

  get status(): PartitionStatus {
    return this.currentStatus;
  }

  submit<V extends ValueType>(request: CommandRequest<V>, respond: Respond): RequestId | undefined {
    if (this.currentStatus.health === 'DEAD') {
      respond({
        kind: 'failed',
        code: 'INTERNAL_ERROR',
        message: `Partition ${this.partitionId} has stopped.`,
      });
      return undefined;
    }
    this.#lastId += 1;
    this.#waiting.set(this.#lastId, respond);
    const { authorizedTenants, operationReference } = request;
    this.#commands.add(
      commandRecord(request as DueCommand, authorizedTenants, operationReference),
      this.#lastId,
    );
    this.#scheduleFlush();
    return this.#lastId;
  }

  forget(requestId: RequestId): void {
    if (this.#waiting.delete(requestId)) this.#post({ kind: 'forget', requestId });
  }

  write(commands: readonly DueCommand[]): void {
    for (const command of commands) this.#commands.add(commandRecord(command, INTERNAL_TENANTS), NOBODY);
    this.#scheduleFlush();
  }

  async checkpoint(): Promise<void> {
    await this.#ask({ kind: 'checkpoint' });
  }

  async operate(operation: PartitionOperation): Promise<void> {
    await this.#ask({ kind: 'operate', operation });
  }

  async metrics(): Promise<object[]> {
    return (await this.#ask({ kind: 'metrics' })).metrics ?? [];
  }

  async close(): Promise<void> {
    this.#flush();
    await this.#ask({ kind: 'close' });
    await this.worker.terminate();
  }

  #receive(message: FromPartitionThread): void {
    switch (message.kind) {
      case 'accepted':
        forEachRecord(message.responses, (record, requestId) => {
          this.#take(requestId)?.({ kind: 'accepted', record: responseOf(record) });
        });
        return;
      case 'refused':
        for (const { requestId, outcome } of message.outcomes) this.#take(requestId)?.(outcome);
        return;
      case 'jobs-available':
        for (const jobType of message.jobTypes) this.surroundings.jobsAvailable(jobType);
        return;
      case 'push-jobs':
        forEachRecord(message.jobs, (record, streamId) => {
          if (record.valueType === 'JOB')
            this.surroundings.pushJob({ key: record.key, job: record.value, streamId });
        });
        return;
      case 'send-commands':
        forEachRecord(message.commands, (record, partitionId) => {
          const { authorizedTenants } = record;
          this.surroundings.sendCommand({
            ...commandOf(record),
            partitionId,
            authorizedTenants,
          } as CommandRequest);
        });
        return;
      case 'status':
        this.#statusIs(message.status);
        return;
      case 'log':
        this.surroundings.logger[message.level](message.fields, message.message);
        return;
      case 'answer':
        this.#questions.get(message.question)?.(message);
        this.#questions.delete(message.question);
        return;
      default:
    }
  }

  #statusIs(status: PartitionStatus): void {
    const changed = status.health !== this.currentStatus.health;
    this.currentStatus = status;
    if (changed) this.surroundings.statusChanged();
  }

  #take(requestId: RequestId): Respond | undefined {
    const respond = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    return respond;
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#flushScheduled = false;
    if (this.#commands.isEmpty) return;
    const commands = this.#commands.take();
    this.#post({ kind: 'commands', commands }, [commands.payload.buffer as ArrayBuffer]);
  }

  #ask(asked: Question): Promise<Answer> {
    if (this.currentStatus.health === 'DEAD') return Promise.resolve({ kind: 'answer', question: NOBODY });
    this.#lastId += 1;
    const question = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#questions.set(question, (answer) => {
        if (answer.error === undefined) resolve(answer);
        else reject(new Error(answer.error));
      });
      this.#post({ ...asked, question });
    });
  }

  #post(message: ToPartitionThread, transfer: readonly ArrayBuffer[] = []): void {
    this.worker.postMessage(message, transfer);
  }

  #died(error: unknown): void {
    const { health } = this.currentStatus;
    this.currentStatus = { ...this.currentStatus, health: 'DEAD' };
    for (const answer of this.#questions.values()) answer({ kind: 'answer', question: NOBODY });
    this.#questions.clear();
    const message = `The thread of partition ${this.partitionId} has ended.`;
    for (const respond of this.#waiting.values()) respond({ kind: 'failed', code: 'CONNECTION', message });
    this.#waiting.clear();
    if (health === 'DEAD' || this.worker.threadId === -1) return;
    this.surroundings.logger.error(
      { error, partitionId: this.partitionId },
      'The thread of the partition has failed',
    );
    this.surroundings.statusChanged();
  }
}
