// Random processes to which random things happen: every instance ends, nothing is left and nothing is done twice, and
// replaying the log's events gives the state that processing gave. GREVY_RANDOM_RUNS sets how many are tried,
// GREVY_RANDOM_SHRINK=1 looks for a small model that fails.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftovers, messagesCorrelatedTwice, violationsOf } from './support/nothing-twice.js';
import { processArbitrary } from './support/random-block.js';
import type { EngineState } from '../src/index.js';
import { RandomClient, type Roll } from './support/random-client.js';
import { replayedState } from './support/replay.js';
import { TestCluster, type NetworkFaults } from './support/test-cluster.js';

const RUNS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 350);
/** A failure is shown with its seed at once; looking for a smaller one takes minutes. */
const SHRINKS = process.env['GREVY_RANDOM_SHRINK'] === '1';
const TIMEOUT_MS = 60_000 + RUNS * 1_000;
const STEPS = 40;

/** What the models of many runs must have reached; with few runs some may be missing. */
const EXPECTED_ELEMENTS = [
  'TASK/UNSPECIFIED',
  'MANUAL_TASK/UNSPECIFIED',
  'SERVICE_TASK/UNSPECIFIED',
  'SEND_TASK/UNSPECIFIED',
  'USER_TASK/UNSPECIFIED',
  'SCRIPT_TASK/UNSPECIFIED',
  'BUSINESS_RULE_TASK/UNSPECIFIED',
  'RECEIVE_TASK/MESSAGE',
  'CALL_ACTIVITY/UNSPECIFIED',
  'SUB_PROCESS/UNSPECIFIED',
  'EVENT_SUB_PROCESS/UNSPECIFIED',
  'MULTI_INSTANCE_BODY/UNSPECIFIED',
  'EXCLUSIVE_GATEWAY/UNSPECIFIED',
  'INCLUSIVE_GATEWAY/UNSPECIFIED',
  'PARALLEL_GATEWAY/UNSPECIFIED',
  'EVENT_BASED_GATEWAY/UNSPECIFIED',
  ...['NONE', 'MESSAGE', 'TIMER', 'SIGNAL', 'ERROR', 'ESCALATION'].map((event) => `START_EVENT/${event}`),
  ...['MESSAGE', 'TIMER', 'SIGNAL', 'LINK'].map((event) => `INTERMEDIATE_CATCH_EVENT/${event}`),
  ...['MESSAGE', 'TIMER', 'SIGNAL', 'ERROR', 'ESCALATION'].map((event) => `BOUNDARY_EVENT/${event}`),
  ...['NONE', 'MESSAGE', 'SIGNAL', 'ESCALATION', 'LINK'].map((event) => `INTERMEDIATE_THROW_EVENT/${event}`),
  ...['NONE', 'SIGNAL', 'ERROR', 'ESCALATION', 'TERMINATE'].map((event) => `END_EVENT/${event}`),
];
const RUNS_THAT_REACH_ALL = 300;

describe('random processes', { timeout: TIMEOUT_MS }, () => {
  it('end on one partition', () => {
    checkRandomProcesses(1, () => () => [0], { correlatesOnce: true, abandonsNone: true });
  });

  it('end on three partitions whose messages overtake each other', () => {
    checkRandomProcesses(3, (roll) => () => [roll(4)], { correlatesOnce: true, abandonsNone: true });
  });

  it('end on three partitions whose messages arrive twice and overtake each other', () => {
    checkRandomProcesses(3, repeating, { correlatesOnce: false, abandonsNone: true });
  });

  it('end on three partitions whose messages get lost, arrive twice or late', () => {
    checkRandomProcesses(3, lossy, { correlatesOnce: false, abandonsNone: false });
  });
});

function lossy(roll: Roll): NetworkFaults {
  return () => {
    const fault = roll(10);
    if (fault < 2) return [];
    if (fault < 4) return [roll(3), roll(8)];
    return [roll(3)];
  };
}

function repeating(roll: Roll): NetworkFaults {
  return () => (roll(4) === 0 ? [roll(4), roll(12)] : [roll(4)]);
}

/** What holds besides what always does: `abandonsNone` that no subscription outlives what waits for its message. */
interface Guarantees {
  readonly correlatesOnce: boolean;
  readonly abandonsNone: boolean;
}

function checkRandomProcesses(
  partitionCount: number,
  faultsOf: (roll: Roll) => NetworkFaults,
  { correlatesOnce, abandonsNone }: Guarantees,
): void {
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      processArbitrary,
      fc.infiniteStream(fc.nat(999)),
      fc.integer({ min: 1, max: 120 }),
      (process, dice, maxCommandsInBatch) => {
        const roll: Roll = (below) => (dice.next().value ?? 0) % below;
        const cluster = new TestCluster(partitionCount, { maxCommandsInBatch }, faultsOf(roll));
        const client = new RandomClient(cluster, process, roll);
        expect(client.deploy()).toMatchObject({ kind: 'accepted' });
        for (let step = 0; step < STEPS; step += 1) {
          if (step % 15 === 0) client.create();
          client.step();
          cluster.passRound();
          if (!correlatesOnce && roll(10) === 0) {
            cluster.repeatUnanswered();
            cluster.repeatDistributions();
          }
        }
        cluster.heal();
        client.finish();

        for (const { valueType, value } of cluster.journal) {
          if (valueType === 'PROCESS_INSTANCE')
            reached.add(`${value.bpmnElementType}/${value.bpmnEventType}`);
        }
        expect(violationsOf(cluster.journal)).toEqual([]);
        if (correlatesOnce) expect(messagesCorrelatedTwice(cluster.journal)).toEqual([]);
        if (abandonsNone) expect(client.abandoned).toEqual([]);
        const [first, ...others] = cluster.partitions.map(({ state }) => deployedIn(state));
        for (const other of others) expect(other).toEqual(first);
        for (const partition of cluster.partitions) {
          const dump = partition.state.tables.dump();
          expect(leftovers(dump)).toEqual([]);
          const replayed = replayedState(partition);
          expect(isDeepStrictEqual(replayed.tables.dump(), dump)).toBe(true);
          expect(replayed.keys.counter).toBe(partition.state.keys.counter);
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: !SHRINKS },
  );
  if (RUNS >= RUNS_THAT_REACH_ALL) {
    expect(EXPECTED_ELEMENTS.filter((element) => !reached.has(element))).toEqual([]);
  }
}

/** What every partition must agree on in the end: what is deployed, which versions are the latest, what starts them. */
function deployedIn(state: EngineState) {
  const dump = state.tables.dump();
  return {
    definitions: DEPLOYED_TABLES.map((name) => [...(dump.get(name)?.keys() ?? [])].sort()),
    latest: [...state.processVersions.entries()]
      .map(([id, { keys, latestKey }]) => ({ id, keys, latestKey }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    startedBy: [
      ...[...state.messageStartEventSubscriptions.table.entries()].map(
        ([, { value }]) => `message ${value.messageName} ${value.processDefinitionKey}`,
      ),
      ...[...state.signalSubscriptions.table.entries()].map(
        ([, { value }]) => `signal ${value.signalName} ${value.processDefinitionKey}`,
      ),
    ].sort(),
  };
}

const DEPLOYED_TABLES = ['process-definitions', 'decisions', 'decision-requirements'];
