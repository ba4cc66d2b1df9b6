// The thread of one partition: it opens the partition and passes messages between it and the broker.
//
// What happens in one turn of the event loop leaves in one message per kind.
import { parentPort, workerData } from 'node:worker_threads';
import type { BrokerLogger } from '../broker-logger.js';
import { STATUS_PERIOD_MS } from '../limits.js';
import { PartitionHost } from '../partition/partition-host.js';
import type { PartitionSurroundings } from '../partition/partition-surroundings.js';
import { AdjustableClock } from '../ports/adjustable-clock.js';
import { SYSTEM_CLOCK } from '../ports/clock.js';
import { commandOf, commandRecord, responseRecord } from './message-record.js';
import { MirroredJobStreams } from './mirrored-job-streams.js';
import { forEachRecord, RecordBundleWriter } from './record-bundle.js';
import type {
  FromPartitionThread,
  PartitionThreadData,
  RefusedOutcome,
  ToPartitionThread,
} from './thread-messages.js';

class PartitionThreadMain {
  readonly #accepted = new RecordBundleWriter();
  readonly #pushes = new RecordBundleWriter();
  readonly #sends = new RecordBundleWriter();
  readonly #jobStreams = new MirroredJobStreams();
  /** The engine's id of a request, by the broker's. */
  readonly #requests = new Map<number, number>();
  #refused: RefusedOutcome[] = [];
  #jobTypes = new Set<string>();
  #flushScheduled = false;
  #host: PartitionHost | undefined;

  constructor(
    private readonly post: (message: FromPartitionThread, transfer?: readonly ArrayBuffer[]) => void,
  ) {}

  async open(data: PartitionThreadData): Promise<void> {
    const clock = data.isClockAdjustable ? new AdjustableClock() : SYSTEM_CLOCK;
    this.#host = await PartitionHost.open(data, this.#surroundings(), clock);
    this.post({ kind: 'opened', status: this.#host.status });
    setInterval(() => this.#postStatus(), STATUS_PERIOD_MS).unref();
  }

  receive(message: ToPartitionThread): void {
    switch (message.kind) {
      case 'commands':
        forEachRecord(message.commands, (record, requestId) => {
          const { valueType, intent, key, value, authorizedTenants, operationReference } = record;
          if (requestId === 0) this.#host?.write([commandOf(record)]);
          else {
            const request = { valueType, intent, key, value, authorizedTenants, operationReference };
            this.#submit(request as never, requestId);
          }
        });
        return;
      case 'forget': {
        const engineId = this.#requests.get(message.requestId);
        if (engineId !== undefined) this.#host?.forget(engineId);
        this.#requests.delete(message.requestId);
        return;
      }
      case 'stream-opened':
        this.#jobStreams.opened(message.stream);
        return;
      case 'stream-closed':
        this.#jobStreams.closed(message.streamId);
        return;
      case 'checkpoint':
        void this.#answer(message.question, async () => {
          await this.#host?.checkpoint();
          return {};
        });
        return;
      case 'operate':
        void this.#answer(message.question, async () => {
          await this.#host?.operate(message.operation);
          this.#postStatus();
          return {};
        });
        return;
      case 'metrics':
        void this.#answer(message.question, async () => ({ metrics: (await this.#host?.metrics()) ?? [] }));
        return;
      case 'close':
        void this.#answer(message.question, async () => {
          await this.#host?.close();
          this.#flush();
          return {};
        }).then(() => parentPort?.close());
        return;
    }
  }

  #submit(request: Parameters<PartitionHost['submit']>[0], requestId: number): void {
    const engineId = this.#host?.submit(request, (outcome) => {
      this.#requests.delete(requestId);
      if (outcome.kind === 'accepted') this.#accepted.add(responseRecord(outcome.record), requestId);
      else this.#refused.push({ requestId, outcome });
      this.#scheduleFlush();
    });
    if (engineId !== undefined) this.#requests.set(requestId, engineId);
  }

  #surroundings(): PartitionSurroundings {
    return {
      logger: this.#logger(),
      jobStreams: this.#jobStreams,
      jobsAvailable: (jobType) => {
        this.#jobTypes.add(jobType);
        this.#scheduleFlush();
      },
      pushJob: ({ key, job, streamId }) => {
        this.#pushes.add(responseRecord({ valueType: 'JOB', intent: 'CREATED', key, value: job }), streamId);
        this.#scheduleFlush();
      },
      sendCommand: (command) => {
        this.#sends.add(commandRecord(command, command.authorizedTenants), command.partitionId);
        this.#scheduleFlush();
      },
      statusChanged: () => this.#postStatus(),
    };
  }

  #logger(): BrokerLogger {
    const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string) => {
      this.post({ kind: 'log', level, fields: cloneable(fields), message });
    };
    return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  }

  #postStatus(): void {
    if (this.#host !== undefined) this.post({ kind: 'status', status: this.#host.status });
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#flushScheduled = false;
    if (!this.#accepted.isEmpty) this.#postBundle('accepted', this.#accepted, 'responses');
    if (!this.#pushes.isEmpty) this.#postBundle('push-jobs', this.#pushes, 'jobs');
    if (!this.#sends.isEmpty) this.#postBundle('send-commands', this.#sends, 'commands');
    if (this.#refused.length > 0) this.post({ kind: 'refused', outcomes: this.#refused });
    if (this.#jobTypes.size > 0) this.post({ kind: 'jobs-available', jobTypes: [...this.#jobTypes] });
    this.#refused = [];
    this.#jobTypes = new Set();
  }

  #postBundle(kind: string, writer: RecordBundleWriter, field: string): void {
    const bundle = writer.take();
    this.post({ kind, [field]: bundle } as never, [bundle.payload.buffer as ArrayBuffer]);
  }

  async #answer(question: number, work: () => Promise<{ metrics?: object[] }>): Promise<void> {
    try {
      this.post({ kind: 'answer', question, ...(await work()) });
    } catch (error) {
      this.post({ kind: 'answer', question, error: String(error) });
    }
  }
}

/** Errors lose their class on the way; their text must not. */
function cloneable(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  );
}

const port = parentPort;
if (port !== null) {
  const main = new PartitionThreadMain((message, transfer) => port.postMessage(message, transfer ?? []));
  port.on('message', (message: ToPartitionThread) => main.receive(message));
  main
    .open(workerData as PartitionThreadData)
    .catch((error: unknown) =>
      port.postMessage({ kind: 'open-failed', message: String(error) } satisfies FromPartitionThread),
    );
}
