// A client that sends any command with any key: of what is there, of what has ended, of something else, of nothing.
import {
  isKey,
  makeKey,
  NO_KEY,
  partitionOfKey,
  type AnyRecord,
  type CommandIntentOf,
  type InputOf,
  type JsonDocument,
  type Key,
  type ValueType,
} from '@grevy/protocol';
import type { DueCommand } from '../../src/index.js';
import type { EngineDriver } from './engine-driver.js';
import type { Roll } from './random-client.js';
import { MESSAGE_NAMES, SIGNAL_NAMES } from './random-process.js';
import type { TestCluster } from './test-cluster.js';

/** What the expressions of the processes read, and what they do not expect to read. */
const DOCUMENTS = [
  '{}',
  '{"x":1}',
  '{"x":null,"key":null}',
  '{"x":"text","key":7}',
  '{"x":[1,2],"key":{"a":"b"}}',
  '{"":1,"a.b":2,"a b":{"c":[true,1.5,-0.0]}}',
  '{"results":7,"loopCounter":-1,"item":null,"numberOfCompletedInstances":"no"}',
  '{"x":1e300,"key":"a"}',
] as const;

/** Commands that the network between partitions, or a check, may repeat at any time later. */
const REPEATABLE: ReadonlySet<ValueType> = new Set<ValueType>([
  'COMMAND_DISTRIBUTION',
  'DEPLOYMENT',
  'MESSAGE_BATCH',
  'MESSAGE_SUBSCRIPTION',
  'PROCESS_MESSAGE_SUBSCRIPTION',
  'RESOURCE_DELETION',
  'SIGNAL',
  'TIMER',
]);

const REPEATABLE_JOB_INTENTS: ReadonlySet<string> = new Set(['TIME_OUT', 'RECUR_AFTER_BACKOFF', 'YIELD']);

type Table = (driver: EngineDriver) => Iterable<readonly [number, unknown]>;

const TABLES: readonly Table[] = [
  ({ state }) => state.jobs.entries(),
  ({ state }) => state.incidents.entries(),
  ({ state }) => state.elementInstances.entries(),
  ({ state }) => state.processDefinitions.entries(),
  ({ state }) => state.decisionRequirements.entries(),
  ({ state }) => state.decisions.entries(),
  ({ state }) => state.variables.entries(),
  ({ state }) => state.timers.table.entries(),
  ({ state }) => state.messages.table.entries(),
];
const [JOBS, INCIDENTS, ELEMENT_INSTANCES, PROCESS_DEFINITIONS, DECISION_REQUIREMENTS] = TABLES;

export class HostileClient {
  readonly outcomes = { accepted: new Set<string>(), rejected: new Set<string>() };

  constructor(
    private readonly cluster: TestCluster,
    private readonly roll: Roll,
  ) {}

  /** One command. */
  step(): void {
    const { roll } = this;
    const choices: readonly (() => void)[] = [
      () => this.#send('JOB', 'COMPLETE', this.#key(JOBS), { variables: this.#document() }),
      () => this.#fail(),
      () => this.#throwError(),
      () => this.#send('JOB', 'UPDATE_RETRIES', this.#key(JOBS), { retries: roll(4) - 1 }),
      () => this.#send('JOB', 'UPDATE_TIMEOUT', this.#key(JOBS), { timeout: roll(3_000) - 1_000 }),
      () => this.#activateJobs(),
      () => this.#send('INCIDENT', 'RESOLVE', this.#key(INCIDENTS), {}),
      () => this.#setVariables(),
      () => this.#create(),
      () => this.#modify(),
      () => this.#migrate(),
      () => this.#migrate(),
      () => this.#send('PROCESS_INSTANCE', 'CANCEL', this.#key(ELEMENT_INSTANCES), {}),
      () => this.#publish(),
      () => this.#send('SIGNAL', 'BROADCAST', NO_KEY, this.#signal()),
      () => this.#evaluate(),
      () => this.#deleteResource(),
      () => this.#deploy(),
      () => this.#repeatOldCommand(),
      () => this.#repeatOldCommand(),
    ];
    choices[roll(choices.length)]?.();
    this.cluster.deliver();
  }

  /** Ends all process instances that no other one has called. */
  cancelAll(): void {
    for (const partition of this.cluster.partitions) {
      for (const [key, { value }] of [...partition.state.elementInstances.entries()]) {
        if (!isKey(key) || value.bpmnElementType !== 'PROCESS') continue;
        if (value.parentProcessInstanceKey === NO_KEY) partition.send('PROCESS_INSTANCE', 'CANCEL', key, {});
      }
    }
    this.cluster.deliver();
  }

  #fail(): void {
    const { roll } = this;
    this.#send('JOB', 'FAIL', this.#key(JOBS), {
      retries: roll(4) - 1,
      retryBackoff: this.#one([0, 700, -5]),
      errorMessage: this.#one(['', 'no']),
      variables: this.#document(),
    });
  }

  #throwError(): void {
    this.#send('JOB', 'THROW_ERROR', this.#key(JOBS), {
      errorCode: this.#one(['E', 'nobody', '']),
      variables: this.#document(),
    });
  }

  #activateJobs(): void {
    this.#send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
      type: this.#one(['work', 'io.camunda.zeebe:userTask', 'none', '']),
      worker: 'w',
      timeout: this.#one([800, 0, -1]),
      maxJobsToActivate: this.#one([3, 0, -1]),
      tenantIds: ['<default>'],
      variables: this.#one([[], ['x', 'results', 'no such']]),
    });
  }

  #setVariables(): void {
    this.#send('VARIABLE_DOCUMENT', 'UPDATE', NO_KEY, {
      scopeKey: this.#key(ELEMENT_INSTANCES),
      updateSemantics: this.#one(['LOCAL', 'PROPAGATE']),
      variables: this.#document(),
    });
  }

  #create(): void {
    const { roll } = this;
    const chosenBy = roll(3);
    this.#send('PROCESS_INSTANCE_CREATION', this.#one(['CREATE', 'CREATE_WITH_AWAITING_RESULT']), NO_KEY, {
      ...(chosenBy === 0
        ? { processDefinitionKey: this.#key(PROCESS_DEFINITIONS) }
        : { bpmnProcessId: this.#one(['random', 'random', 'none']) }),
      version: this.#one([-1, 1, 99]),
      variables: this.#document(),
      startInstructions: this.#some(2, () => ({ elementId: this.#elementId() })),
    });
  }

  #modify(): void {
    const processInstanceKey = this.#key(ELEMENT_INSTANCES);
    this.#send('PROCESS_INSTANCE_MODIFICATION', 'MODIFY', processInstanceKey, {
      processInstanceKey,
      activateInstructions: this.#some(3, () => ({
        elementId: this.#elementId(),
        ancestorScopeKey: this.roll(4) === 0 ? this.#key(ELEMENT_INSTANCES) : NO_KEY,
        ancestorScopeKeys: [],
        variableInstructions: this.#some(2, () => ({
          variables: this.#document(),
          elementId: this.#one(['', this.#elementId()]),
        })),
      })),
      terminateInstructions: this.#some(3, () => ({ elementInstanceKey: this.#key(ELEMENT_INSTANCES) })),
    });
  }

  /** Mostly of every element to itself, so that it is possible at times. */
  #migrate(): void {
    const processInstanceKey = this.#key(ELEMENT_INSTANCES);
    const ids = new Set(
      this.cluster.journal.flatMap(({ valueType, value }) =>
        valueType === 'PROCESS_INSTANCE' && value.bpmnElementType !== 'SEQUENCE_FLOW'
          ? [value.elementId]
          : [],
      ),
    );
    this.#send('PROCESS_INSTANCE_MIGRATION', 'MIGRATE', processInstanceKey, {
      processInstanceKey,
      targetProcessDefinitionKey: this.#key(PROCESS_DEFINITIONS),
      mappingInstructions: [...ids].map((sourceElementId) => ({
        sourceElementId,
        targetElementId: this.roll(40) === 0 ? this.#elementId() : sourceElementId,
      })),
    });
  }

  #publish(): void {
    this.#send('MESSAGE', 'PUBLISH', NO_KEY, {
      name: this.#one([...MESSAGE_NAMES, '']),
      correlationKey: this.#one(['a', 'b', '7', '']),
      messageId: this.#one(['', 'id', 'id']),
      timeToLive: this.#one([0, -1, 5_000, 60_000]),
      variables: this.#document(),
    });
  }

  #signal() {
    return { signalName: this.#one([...SIGNAL_NAMES, 'none', '']), variables: this.#document() };
  }

  #evaluate(): void {
    this.#send('DECISION_EVALUATION', 'EVALUATE', NO_KEY, {
      ...(this.roll(2) === 0 ? { decisionId: this.#one(['next', 'none']) } : { decisionKey: this.#anyKey() }),
      variables: this.#document(),
    });
  }

  #deleteResource(): void {
    const table = this.#one([PROCESS_DEFINITIONS, DECISION_REQUIREMENTS]);
    // Rarely something that is there, or soon nothing would run any more.
    const resourceKey = this.roll(4) === 0 ? this.#key(table) : this.#anyKey();
    this.#send('RESOURCE_DELETION', 'DELETE', resourceKey, { resourceKey });
  }

  #deploy(): void {
    const text = this.#one(['', '<', '<definitions/>', '{"id":"form"}', '{}']);
    const resourceName = this.#one(['a.bpmn', 'a.dmn', 'a.form', 'a.txt', '']);
    this.#answered(
      'DEPLOYMENT CREATE',
      this.cluster.partition(1).deploy([{ resourceName, resource: new TextEncoder().encode(text) }]),
    );
  }

  /** A command that was sent between partitions, or by a check, comes once more. */
  #repeatOldCommand(): void {
    const partition = this.cluster.partition(this.roll(this.cluster.partitions.length) + 1);
    const old = partition.records.filter(isRepeatable);
    const record = old[this.roll(Math.max(1, old.length))];
    if (record === undefined) return;
    const { valueType, intent, key, value } = record;
    partition.receive([{ valueType, intent, key, value } as DueCommand]);
  }

  #send<V extends ValueType>(valueType: V, intent: CommandIntentOf<V>, key: Key, value: InputOf<V>): void {
    const { partitions } = this.cluster;
    const owner = partitionOfKey(key);
    const isRoutable = owner >= 1 && owner <= partitions.length && this.roll(10) > 0;
    const partition = this.cluster.partition(isRoutable ? owner : this.roll(partitions.length) + 1);
    this.#answered(`${valueType} ${intent}`, partition.send(valueType, intent, key, value));
  }

  #answered(command: string, answer: ReturnType<EngineDriver['deploy']>): void {
    if (answer !== undefined) this.outcomes[answer.kind].add(command);
  }

  /** Mostly a key of the table. */
  #key(table: Table | undefined): Key {
    if (table === undefined || this.roll(4) === 0) return this.#anyKey();
    const keys = this.cluster.partitions.flatMap((partition) => [...table(partition)].map(([key]) => key));
    const key = keys[this.roll(Math.max(1, keys.length))];
    return key !== undefined && isKey(key) ? key : this.#anyKey();
  }

  #anyKey(): Key {
    const { roll, cluster } = this;
    switch (roll(6)) {
      case 0:
        return NO_KEY;
      case 1:
        return this.#one([makeKey(1, 0), makeKey(1, 2 ** 40), makeKey(2, 3), makeKey(255, 2 ** 45 - 1)]);
      case 2:
        return this.#key(TABLES[roll(TABLES.length)]);
      default:
        return cluster.journal[roll(cluster.journal.length)]?.key ?? NO_KEY;
    }
  }

  /** An element of any process that has been active so far. */
  #elementId(): string {
    if (this.roll(8) === 0) return this.#one(['none', '', 'random']);
    const { journal } = this.cluster;
    const from = this.roll(journal.length);
    const record = journal.slice(from).find(({ valueType }) => valueType === 'PROCESS_INSTANCE');
    return record?.valueType === 'PROCESS_INSTANCE' ? record.value.elementId : 'none';
  }

  #document(): JsonDocument {
    return this.#one(DOCUMENTS) as JsonDocument;
  }

  #some<T>(below: number, make: () => T): T[] {
    return Array.from({ length: this.roll(below) }, make);
  }

  #one<T>(items: readonly [T, ...T[]]): T {
    return items[this.roll(items.length)] ?? items[0];
  }
}

function isRepeatable({ recordType, valueType, intent }: AnyRecord): boolean {
  if (recordType !== 'COMMAND') return false;
  return REPEATABLE.has(valueType) || (valueType === 'JOB' && REPEATABLE_JOB_INTENTS.has(intent));
}
