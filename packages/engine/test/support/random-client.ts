// Clients and a clock that do random things to random processes, and in the end all that is left to do.
import { isKey, NO_KEY, type JsonDocument, type Key } from '@grevy/protocol';
import type { ClientCluster, ClientPartition } from './client-cluster.js';
import { publish } from './event-steps.js';
import type { RandomProcess } from './random-block.js';
import { MESSAGE_NAMES, resourcesOf, SIGNAL_NAMES } from './random-process.js';

/** A random number from 0 to below the bound. */
export type Roll = (below: number) => number;

/** Correlation keys; with three partitions each belongs to another one. */
const CORRELATION_KEYS = ['a', 'b', 'c'] as const;

/** Bounds for the rounds of `finish` and for the tasks in each, far above what any of the models needs. */
const MAX_ROUNDS = 200;
const MAX_TASKS = 500;

/** Rounds of `finish` after which messages are published also for subscriptions of elements that wait no longer. */
const ROUNDS_FOR_ABANDONED = 20;

/** Versions of the process that a client deploys, besides the one for what is left at the end. */
const MAX_DEPLOYMENTS = 3;

const RESEND_PERIOD_MS = 10_000;

export class RandomClient {
  #deployments = 0;
  #hasDeleted = false;
  /** Subscriptions that nothing but a message could end: their element waited no longer. */
  readonly abandoned: string[] = [];

  constructor(
    private readonly cluster: ClientCluster,
    private readonly process: RandomProcess,
    private readonly roll: Roll,
  ) {}

  /** A new version of the process, and the decision. */
  deploy() {
    this.#deployments += 1;
    const answer = this.cluster.partition(1).deploy(resourcesOf(this.process, `v${this.#deployments}.bpmn`));
    this.cluster.deliver();
    return answer;
  }

  create(): void {
    this.#anyPartition().create('random', this.#variables());
    this.cluster.deliver();
  }

  /** One thing that clients or the clock may do next. */
  step(): void {
    const { cluster, roll } = this;
    const choice = roll(100);
    if (choice < 60) this.#work(this.#anyPartition());
    else if (choice < 77) this.#publish(this.#one(MESSAGE_NAMES), this.#one(CORRELATION_KEYS));
    else if (choice < 81) this.#broadcast(this.#anyPartition(), this.#one(SIGNAL_NAMES));
    else if (choice < 93) cluster.advance(1_000 * roll(6));
    else if (choice < 95) cluster.restart(roll(cluster.partitions.length) + 1);
    else if (choice < 97 && this.#deployments < MAX_DEPLOYMENTS) this.deploy();
    else if (choice < 99) this.#deleteSomething();
    else this.#cancelSomething(this.#anyPartition());
    cluster.deliver();
  }

  /**
   * Does what is left to do until no process instance is left and nothing waits for anything. Processes and the decision
   * that were deleted are deployed again, so that what calls them can go on.
   * @param beforeRound something else that helps to get there
   */
  finish(beforeRound: () => void = () => undefined): void {
    for (const beginsRound of this.finishing()) if (beginsRound) beforeRound();
  }

  /** As `finish`; whenever it yields, what was sent must have its effect before it goes on. True begins a round. */
  *finishing(): Generator<boolean, void, undefined> {
    const { cluster } = this;
    if (this.#hasDeleted) {
      this.deploy();
      yield false;
    }
    for (let round = 0; round < MAX_ROUNDS && !this.#isAllDone(); round += 1) {
      yield true;
      for (const partition of cluster.partitions) {
        for (let task = 0; task < MAX_TASKS && this.#finishOneTask(partition); task += 1) {
          cluster.deliver();
          yield false;
        }
      }
      for (const { messageName, correlationKey } of this.#awaitedMessages()) {
        this.#publish(messageName, correlationKey);
      }
      if (round >= ROUNDS_FOR_ABANDONED) this.#publishForAbandoned();
      const awaitsSignal = cluster.partitions.some(({ state }) =>
        [...state.signalSubscriptions.table.entries()].some(
          ([, { value }]) => value.catchEventInstanceKey > 0,
        ),
      );
      if (awaitsSignal) this.#broadcast(cluster.partition(1), 'go');
      cluster.deliver();
      yield false;
      cluster.advance(RESEND_PERIOD_MS);
      cluster.repeatUnanswered();
      cluster.repeatDistributions();
      yield false;
    }
  }

  #isAllDone(): boolean {
    return this.cluster.partitions.every(
      ({ state }) =>
        state.elementInstances.size === 0 &&
        state.messages.table.size === 0 &&
        state.messageSubscriptions.table.size === 0 &&
        state.processMessageSubscriptions.table.size === 0 &&
        state.timers.table.size === 0 &&
        state.pendingDistributions.size === 0,
    );
  }

  /** What elements wait for, as they know it themselves. */
  #awaitedMessages() {
    return this.cluster.partitions.flatMap(({ state }) =>
      [...state.processMessageSubscriptions.table.entries()].map(([, { value }]) => value),
    );
  }

  #publishForAbandoned(): void {
    for (const { state } of this.cluster.partitions) {
      for (const [, { value }] of [...state.messageSubscriptions.table.entries()]) {
        this.abandoned.push(`${value.messageName} of ${value.elementInstanceKey}`);
        this.#publish(value.messageName, value.correlationKey);
      }
    }
  }

  /** Resolves an incident or completes a job; returns whether there was one. */
  #finishOneTask(partition: ClientPartition): boolean {
    if (this.#resolveIncident(partition)) return true;
    const job = firstKey(partition.state.jobs.entries());
    if (job === undefined) return false;
    partition.send('JOB', 'COMPLETE', job, { variables: '{"x":1}' as JsonDocument });
    return true;
  }

  /** Something that happens to a job or an incident. */
  #work(partition: ClientPartition): void {
    const { roll } = this;
    if (roll(100) < 60 && this.#resolveIncident(partition)) return;
    const job = firstKey(partition.state.jobs.entries());
    if (job === undefined) return;
    const outcome = roll(100);
    if (outcome < 60) partition.send('JOB', 'COMPLETE', job, { variables: json({ x: roll(4) }) });
    else if (outcome < 68) partition.send('JOB', 'FAIL', job, { retries: 1 });
    else if (outcome < 76) partition.send('JOB', 'FAIL', job, { retries: 1, retryBackoff: 500 });
    else if (outcome < 84) partition.send('JOB', 'FAIL', job, { retries: 0, errorMessage: 'no' });
    else if (outcome < 90) partition.send('JOB', 'THROW_ERROR', job, { errorCode: 'E' });
    else {
      const type = outcome % 2 === 0 ? 'work' : 'io.camunda.zeebe:userTask';
      const request = { type, worker: 'w', timeout: 800, maxJobsToActivate: 5 };
      partition.send('JOB_BATCH', 'ACTIVATE', NO_KEY, request);
    }
  }

  #resolveIncident(partition: ClientPartition): boolean {
    const incident = firstKey(partition.state.incidents.entries());
    if (incident === undefined) return false;
    const value = partition.state.incidents.get(incident)?.value;
    const job = value?.jobKey ?? NO_KEY;
    if (job > 0) partition.send('JOB', 'UPDATE_RETRIES', job, { retries: 2 });
    // With it the decision that has failed succeeds, and correlation keys can be evaluated.
    else {
      partition.send('VARIABLE_DOCUMENT', 'UPDATE', NO_KEY, {
        scopeKey: value?.elementInstanceKey ?? NO_KEY,
        updateSemantics: 'PROPAGATE',
        variables: json({ x: 1, key: 'a' }),
      });
    }
    partition.send('INCIDENT', 'RESOLVE', incident, {});
    return true;
  }

  #publish(name: string, correlationKey: string): void {
    const ttl = this.roll(2) * 60_000;
    publish(this.cluster, [name, correlationKey, `ttl=${ttl}`, this.#variables(correlationKey)]);
  }

  #broadcast(partition: ClientPartition, signalName: string): void {
    partition.send('SIGNAL', 'BROADCAST', NO_KEY, { signalName, variables: this.#variables() });
  }

  #cancelSomething(partition: ClientPartition): void {
    const root = firstKey(partition.state.elementInstances.entries());
    if (root !== undefined) partition.send('PROCESS_INSTANCE', 'CANCEL', root, {});
  }

  /** A version of a process or the graph of the decision; refused while instances of the process are running. */
  #deleteSomething(): void {
    const { state } = this.cluster.partition(1);
    const keys = [...state.processDefinitions.entries(), ...state.decisionRequirements.entries()];
    const [resourceKey] = keys[this.roll(Math.max(keys.length, 1))] ?? [];
    if (resourceKey === undefined || !isKey(resourceKey)) return;
    const answer = this.cluster
      .partition(1)
      .send('RESOURCE_DELETION', 'DELETE', resourceKey, { resourceKey });
    if (answer?.kind === 'accepted') this.#hasDeleted = true;
  }

  #variables(key: string = this.#one(CORRELATION_KEYS)): JsonDocument {
    return json(this.roll(3) === 0 ? { key } : { x: 1, key });
  }

  #anyPartition(): ClientPartition {
    return this.cluster.partition(this.roll(this.cluster.partitions.length) + 1);
  }

  #one<T>(items: readonly [T, ...T[]]): T {
    return items[this.roll(items.length)] ?? items[0];
  }
}

function json(document: Record<string, number | string>): JsonDocument {
  return JSON.stringify(document) as JsonDocument;
}

function firstKey(entries: Iterable<readonly [number, unknown]>): Key | undefined {
  for (const [key] of entries) if (isKey(key)) return key;
  return undefined;
}
