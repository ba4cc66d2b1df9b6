// Process instances that are migrated to and fro while messages come, over a network that delays and loses commands: every
// migration succeeds or is refused, replay gives the same state, and whatever was done, nothing is left in the end.
import fc from 'fast-check';
import type { Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import type { EngineDriver } from './support/engine-driver.js';
import { publish } from './support/event-steps.js';
import { modelToXml } from './support/model-language.js';
import { strangersIn } from './support/one-definition.js';
import { replayedState } from './support/replay.js';
import { TestCluster } from './support/test-cluster.js';

const RUNS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 40);
const STEPS = 40;
const PARTITIONS = 3;

/** Of the messages some wait for an event in both processes, interrupting in one or in both, some in one only. */
const MODELS = {
  p: `process p
    start: startEvent
    s: subProcess {
      inner: startEvent
      a: serviceTask type=work
      more: serviceTask type=work
      m: boundaryEvent attachedTo=a onMessage=m correlationKey="=k1"
      n: boundaryEvent attachedTo=a onMessage=n correlationKey="=k2" cancelActivity=false
      g1: inner -> a
      g2: m -> more
      g3: n -> more
      next: serviceTask type=work
      g4: a -> next
    }
    x: boundaryEvent attachedTo=s onMessage=x correlationKey="=k3"
    y: boundaryEvent attachedTo=s onMessage=y correlationKey="=k1" cancelActivity=false
    done: endEvent
    f1: start -> s
    f2: x -> done
    f3: y -> done`,
  q: `process q
    start: startEvent
    s2: subProcess {
      inner: startEvent
      a2: serviceTask type=work
      more: serviceTask type=work
      m2: boundaryEvent attachedTo=a2 onMessage=m correlationKey="=k1" cancelActivity=false
      n2: boundaryEvent attachedTo=a2 onMessage=n correlationKey="=k2"
      o2: boundaryEvent attachedTo=a2 onMessage=o correlationKey="=k3"
      g1: inner -> a2
      g2: m2 -> more
      g3: n2 -> more
      g4: o2 -> more
      next2: serviceTask type=work
      g5: a2 -> next2
    }
    x2: boundaryEvent attachedTo=s2 onMessage=x correlationKey="=k3" cancelActivity=false
    done: endEvent
    f1: start -> s2
    f2: x2 -> done`,
};
const TASKS = [
  ['s', 's2'],
  ['a', 'a2'],
  ['more', 'more'],
  ['next', 'next2'],
] as const;
const EVENTS = [
  ['m', 'm2'],
  ['n', 'n2'],
  ['x', 'x2'],
] as const;
const MESSAGES = ['m', 'n', 'o', 'x', 'y'] as const;
const CORRELATION_KEYS = ['a', 'b', 'c'] as const;

type Roll = (below: number) => number;

describe('random migrations', { timeout: 60_000 + RUNS * 1_000 }, () => {
  it('leave process instances that are in order', () => {
    const outcomes = { accepted: 0, rejected: 0 };
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.nat(9_999)),
        fc.integer({ min: 1, max: 12 }),
        (dice, maxCommandsInBatch) => {
          const roll: Roll = (below) => (dice.next().value ?? 0) % below;
          const cluster = new TestCluster(PARTITIONS, { maxCommandsInBatch }, () =>
            roll(8) === 0 ? [] : [roll(3)],
          );
          deploy(cluster);
          for (let step = 0; step < STEPS; step += 1) {
            const choice = roll(6);
            if (choice === 0 || step === 0) create(cluster, roll);
            else if (choice === 1) completeSomeJob(somePartition(cluster, roll), roll);
            else if (choice === 2) publishSome(cluster, roll);
            else if (choice === 3) repeat(cluster);
            else outcomes[migrateSome(cluster, roll)] += 1;
            cluster.passRound();
            for (const { state } of cluster.partitions) expect(strangersIn(state)).toEqual([]);
          }

          cluster.heal();
          end(cluster);

          expect(cluster.journal.filter(({ rejectionType }) => rejectionType === 'PROCESSING_ERROR')).toEqual(
            [],
          );
          for (const partition of cluster.partitions) {
            const { state } = partition;
            expect(replayedState(partition).tables.dump()).toEqual(state.tables.dump());
            expect(state.elementInstances.size).toBe(0);
            expect(state.jobs.size).toBe(0);
            expect(state.variables.size).toBe(0);
            expect(state.pendingDistributions.size).toBe(0);
            expect(state.processMessageSubscriptions.table.size).toBe(0);
            expect(state.messageSubscriptions.table.size).toBe(0);
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(outcomes.accepted).toBeGreaterThan(RUNS);
    expect(outcomes.rejected).toBeGreaterThan(RUNS);
  });
});

/** To each partition by itself: the network loses nothing of it. */
function deploy(cluster: TestCluster): void {
  const resources = Object.entries(MODELS).map(([name, model]) => {
    return { resourceName: `${name}.bpmn`, resource: new TextEncoder().encode(modelToXml(model)) };
  });
  cluster.partition(1).deploy(resources);
  for (let cycle = 0; cycle < 20; cycle += 1) {
    cluster.passRound();
    cluster.repeatDistributions();
  }
}

function create(cluster: TestCluster, roll: Roll): void {
  const [k1, k2, k3] = [0, 1, 2].map(() => CORRELATION_KEYS[roll(CORRELATION_KEYS.length)]);
  const variables = JSON.stringify({ k1, k2, k3 });
  somePartition(cluster, roll).create(roll(2) === 0 ? 'p' : 'q', variables);
}

function somePartition(cluster: TestCluster, roll: Roll): EngineDriver {
  return cluster.partition(1 + roll(PARTITIONS));
}

function completeSomeJob(partition: EngineDriver, roll: Roll): void {
  const jobs = [...partition.state.jobs.entries()];
  const job = jobs[roll(Math.max(1, jobs.length))];
  if (job !== undefined) partition.send('JOB', 'COMPLETE', job[0] as Key, {});
}

function publishSome(cluster: TestCluster, roll: Roll): void {
  const name = MESSAGES[roll(MESSAGES.length)] ?? '';
  const correlationKey = CORRELATION_KEYS[roll(CORRELATION_KEYS.length)] ?? '';
  publish(cluster, [name, correlationKey, `ttl=${roll(2) * 60_000}`]);
}

function repeat(cluster: TestCluster): void {
  cluster.repeatUnanswered();
  cluster.repeatDistributions();
}

/** Behind a job that is completed at times, so that it finds the commands which that has caused. */
function migrateSome(cluster: TestCluster, roll: Roll): 'accepted' | 'rejected' {
  const partition = somePartition(cluster, roll);
  const { state } = partition;
  const instances = [...state.elementInstances.entries()]
    .map(([, instance]) => instance)
    .filter(({ value }) => value.bpmnElementType === 'PROCESS');
  const instance = instances[roll(Math.max(1, instances.length))];
  if (instance === undefined) return 'rejected';
  const forward = instance.value.bpmnProcessId === 'p';
  const target = state.latestProcess(forward ? 'q' : 'p', '<default>');
  if (target === undefined) return 'rejected';
  const mapped = [...TASKS, ...EVENTS.filter(() => roll(5) > 0)];
  const isBehindJob = roll(3) === 0;
  if (isBehindJob) {
    partition.pause();
    completeSomeJob(partition, roll);
  }
  partition.send('PROCESS_INSTANCE_MIGRATION', 'MIGRATE', instance.key, {
    processInstanceKey: instance.key,
    targetProcessDefinitionKey: target.value.processDefinitionKey,
    mappingInstructions: mapped.map(([p, q]) => {
      return { sourceElementId: forward ? p : q, targetElementId: forward ? q : p };
    }),
  });
  if (isBehindJob) partition.resume();
  return partition.responses.at(-1)?.kind ?? 'rejected';
}

/** All jobs are done; messages find the subscriptions whose elements have ended without being heard. */
function end(cluster: TestCluster): void {
  for (let round = 0; round < 20; round += 1) {
    repeat(cluster);
    for (const partition of cluster.partitions) {
      for (const [key] of [...partition.state.jobs.entries()]) {
        partition.send('JOB', 'COMPLETE', key as Key, {});
      }
    }
    cluster.deliver();
  }
  for (let round = 0; round < 20; round += 1) {
    for (const name of MESSAGES) for (const key of CORRELATION_KEYS) publish(cluster, [name, key]);
    cluster.deliver();
  }
}
