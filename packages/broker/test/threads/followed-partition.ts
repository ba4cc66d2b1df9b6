// A partition in a thread of its own, whose log is read and replayed here: so a test sees its records and its state.
import {
  BatchReader,
  decodeRecord,
  DEFAULT_TENANT_ID,
  EMPTY_DOCUMENT,
  NO_KEY,
  VALUE_TYPES,
  type AnyRecord,
  type CommandIntentOf,
  type CommandOutcome,
  type CommandRequest,
  type InputOf,
  type Key,
  type ValueType,
} from '@grevy/protocol';
import { LogCursor } from '@grevy/log';
import type { Broker } from '@grevy/broker';
import { DEFAULT_LIMITS, Engine, EngineState, NO_JOB_STREAMS } from '../../../engine/src/index.js';
import type { ClientPartition } from '../../../engine/test/support/client-cluster.js';

const REQUEST_TIMEOUT_MS = 20_000;

export class FollowedPartition implements ClientPartition {
  readonly state: EngineState;
  readonly #engine: Engine;
  #sent: Promise<CommandOutcome>[] = [];

  private constructor(
    private readonly broker: Broker,
    readonly partitionId: number,
    private readonly cursor: LogCursor,
    private readonly onRecord: (record: AnyRecord) => void,
  ) {
    this.state = new EngineState(partitionId);
    this.#engine = new Engine(this.state, {
      partitionId,
      partitionCount: broker.partitions.length,
      brokerVersion: '8.3.13',
      limits: DEFAULT_LIMITS,
      jobStreams: NO_JOB_STREAMS,
      zone: 'UTC',
      random: () => 0.5,
    });
  }

  static async follow(
    broker: Broker,
    partitionId: number,
    logDirectory: string,
    onRecord: (record: AnyRecord) => void,
  ): Promise<FollowedPartition> {
    const cursor = await LogCursor.open({ directory: logDirectory }, 'start');
    return new FollowedPartition(broker, partitionId, cursor, onRecord);
  }

  /** Sends a command without waiting for its outcome: `settled` does. */
  send<V extends ValueType>(
    valueType: V,
    intent: CommandIntentOf<V>,
    key: Key,
    input: InputOf<V>,
    authorizedTenants: readonly string[] = [DEFAULT_TENANT_ID],
  ): undefined {
    const schema = VALUE_TYPES[valueType].value as { create(input: InputOf<V>): AnyRecord['value'] };
    const { partitionId } = this;
    const request = {
      partitionId,
      valueType,
      intent,
      key,
      value: schema.create(input),
      authorizedTenants,
    } as CommandRequest;
    this.#sent.push(this.broker.bus.send(request, REQUEST_TIMEOUT_MS));
  }

  deploy(resources: readonly { readonly resourceName: string; readonly resource: Uint8Array }[]): undefined {
    this.send('DEPLOYMENT', 'CREATE', NO_KEY, { resources });
  }

  create(bpmnProcessId: string, variables: string = EMPTY_DOCUMENT): undefined {
    this.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, {
      bpmnProcessId,
      variables: variables as typeof EMPTY_DOCUMENT,
    });
  }

  /** The outcomes of what was sent since the last call. */
  settled(): Promise<readonly CommandOutcome[]> {
    return Promise.all(this.#sent.splice(0));
  }

  /** Replays what the partition has confirmed by now, as far as it has told its broker. */
  async catchUp(): Promise<void> {
    const partition = this.broker.partitions.find(({ partitionId }) => partitionId === this.partitionId);
    const durablePosition = partition?.status.confirmedPosition ?? 0;
    for (;;) {
      const batch = await this.cursor.next(durablePosition);
      if (batch === undefined) return;
      const reader = new BatchReader(batch.payload);
      for (let position = batch.firstPosition; position <= batch.lastPosition; position += 1) {
        const record = decodeRecord(reader);
        this.#engine.replay(record);
        this.onRecord(record);
      }
    }
  }

  close(): Promise<void> {
    return this.cursor.close();
  }
}
