// Random processes that a client modifies at random: no modification breaks the engine, replay gives the same state, and
// whatever was done, every instance can still be cancelled and then leaves nothing behind.
import fc from 'fast-check';
import { NO_KEY, type Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { blockArbitrary, type Block } from './support/random-block.js';
import { resourcesOf } from './support/random-process.js';
import { replayedState } from './support/replay.js';

const RUNS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 100);
const STEPS = 12;

/** A random number from 0 to below the bound. */
type Roll = (below: number) => number;

describe('random modifications', () => {
  it('leave process instances that are in order', { timeout: RUNS * 1_000 }, () => {
    const outcomes = { accepted: 0, rejected: 0 };
    fc.assert(
      fc.property(
        blockArbitrary,
        fc.infiniteStream(fc.nat(9_999)),
        fc.integer({ min: 1, max: 120 }),
        (block, dice, maxCommandsInBatch) => {
          const roll: Roll = (below) => (dice.next().value ?? 0) % below;
          const driver = new EngineDriver({ limits: { maxCommandsInBatch } });
          const deployed = driver.deploy(
            resourcesOf({ body: betweenJobs(block), startEvents: [], events: [] }),
          );
          expect(deployed).toMatchObject({ kind: 'accepted' });
          driver.create('random', '{"x":1,"key":"a"}');

          for (let step = 0; step < STEPS; step += 1) {
            if (roll(4) === 0) completeSomeJob(driver, roll);
            else outcomes[modifySomeInstance(driver, roll)] += 1;
          }
          expect(replayedState(driver).tables.dump()).toEqual(driver.state.tables.dump());

          for (const key of keysOf(driver, 'PROCESS')) driver.send('PROCESS_INSTANCE', 'CANCEL', key, {});
          expect(driver.state.elementInstances.size).toBe(0);
          expect(driver.state.jobs.size).toBe(0);
          expect(driver.state.incidents.size).toBe(0);
          expect(driver.state.variables.size).toBe(0);
          const unexpected = driver.records.filter(
            ({ rejectionType }) => rejectionType === 'PROCESSING_ERROR',
          );
          expect(unexpected).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
    expect(outcomes.accepted).toBeGreaterThan(RUNS / 4);
  });
});

/** So that an instance waits for a modification, whatever the block is. */
function betweenJobs(block: Block): Block {
  const job: Block = { kind: 'job', type: 'serviceTask', mapped: false };
  return { kind: 'sequence', blocks: [job, block, job] };
}

function completeSomeJob(driver: EngineDriver, roll: Roll): void {
  const jobs = [...driver.state.jobs.entries()].map(([key]) => key);
  const job = jobs[roll(Math.max(1, jobs.length))];
  if (job !== undefined) driver.send('JOB', 'COMPLETE', job as Key, {});
}

/** A few random instructions, with or without an ancestor; creates a process instance when none is left. */
function modifySomeInstance(driver: EngineDriver, roll: Roll): 'accepted' | 'rejected' {
  const processInstances = keysOf(driver, 'PROCESS');
  const processInstanceKey = processInstances[roll(Math.max(1, processInstances.length))];
  if (processInstanceKey === undefined) {
    driver.create('random', '{"x":2}');
    return 'rejected';
  }
  const elementIds = activatableElements(driver, processInstanceKey);
  const instances = keysOf(driver);
  const pick = <T>(items: readonly T[], fallback: T): T => items[roll(items.length)] ?? fallback;
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const response = driver.send('PROCESS_INSTANCE_MODIFICATION', 'MODIFY', processInstanceKey, {
    processInstanceKey,
    activateInstructions: times(roll(3), () => ({
      elementId: pick(elementIds, ''),
      ancestorScopeKey: roll(6) === 0 ? pick(instances, NO_KEY) : NO_KEY,
      ancestorScopeKeys: [],
      variableInstructions: [],
    })),
    terminateInstructions: times(roll(3), () => ({ elementInstanceKey: pick(instances, NO_KEY) })),
  });
  return response?.kind ?? 'rejected';
}

function activatableElements({ state }: EngineDriver, processInstanceKey: Key): readonly string[] {
  const { processDefinitionKey } = state.instanceOf(processInstanceKey).value;
  return [...state.processModel(processDefinitionKey).elementsById.values()]
    .filter(({ elementType }) => !['START_EVENT', 'SEQUENCE_FLOW', 'BOUNDARY_EVENT'].includes(elementType))
    .map(({ id }) => id);
}

function keysOf({ state }: EngineDriver, elementType?: string): readonly Key[] {
  return [...state.elementInstances.entries()]
    .filter(([, { value }]) => elementType === undefined || value.bpmnElementType === elementType)
    .map(([, { key }]) => key);
}
