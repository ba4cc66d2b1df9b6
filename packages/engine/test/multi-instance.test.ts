// Multi-instance activities over more items than a transcript can show.
import type { Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { MAX_CHILDREN_PER_BATCH_COMMAND, MIN_REMEMBERED_ITEMS } from '../src/limits.js';
import { Engine, EngineState, type EngineLimits } from '../src/index.js';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

function start(
  activity: string,
  variables: Readonly<Record<string, unknown>>,
  limits: Partial<EngineLimits> = {},
): EngineDriver {
  const driver = new EngineDriver({ limits });
  const model = `
process p
  start: startEvent
  work: ${activity}
  wait: serviceTask type=wait
  f1: start -> work
  f2: work -> wait
`;
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(model)) }]);
  driver.create('p', JSON.stringify(variables));
  return driver;
}

/** Completes the oldest job of the loop; returns false when there is none. */
function completeJob(driver: EngineDriver, variables: Readonly<Record<string, unknown>>): boolean {
  for (const [key, job] of driver.state.jobs.entries()) {
    if (job.value.elementId !== 'work') continue;
    driver.send('JOB', 'COMPLETE', key as Key, { variables: JSON.stringify(variables) as never });
    return true;
  }
  return false;
}

function variable(driver: EngineDriver, name: string): unknown {
  const record = driver.records.findLast((r) => r.valueType === 'VARIABLE' && r.value.name === name);
  return record?.valueType === 'VARIABLE' ? JSON.parse(record.value.value) : undefined;
}

const items = Array.from({ length: 2 * MAX_CHILDREN_PER_BATCH_COMMAND + 1 }, (_, index) => index + 1);

describe('multi-instance over many items', () => {
  it('activates a bounded number at a time, and collects the outputs in order', () => {
    const driver = start(
      'scriptTask script="=item * 2" result=twice loop.inputCollection="=items" loop.inputElement=item ' +
        'loop.outputCollection=results loop.outputElement="=twice"',
      { items },
    );

    const batches = driver.records.filter((record) => record.valueType === 'PROCESS_INSTANCE_BATCH');
    expect(batches.map((record) => record.value)).toMatchObject([
      { index: items.length },
      { index: items.length - MAX_CHILDREN_PER_BATCH_COMMAND },
      { index: 1 },
    ]);
    expect(variable(driver, 'results')).toEqual(items.map((item) => item * 2));
    expect([...driver.state.jobs.entries()].map(([, job]) => job.value.type)).toEqual(['wait']);
  });

  it('terminates a bounded number at a time', () => {
    const driver = start(
      'serviceTask type=work loop.inputCollection="=items" loop.completionCondition="=true"',
      {
        items,
      },
    );
    const before = driver.records.length;

    completeJob(driver, {});

    const batches = driver.records
      .slice(before)
      .filter((record) => record.valueType === 'PROCESS_INSTANCE_BATCH' && record.intent === 'TERMINATE');
    expect(batches).toHaveLength(2);
    expect([...driver.state.jobs.entries()].map(([, job]) => job.value.type)).toEqual(['wait']);
  });

  it('goes on one by one when a batch is smaller than the reserve', () => {
    const driver = start(
      'serviceTask type=work loop.inputCollection="=items" loop.completionCondition="=true"',
      { items: [1, 2, 3] },
      { maxBatchBytes: 6_000 },
    );
    expect(driver.state.jobs.size).toBe(3);
    const batches = () => driver.records.filter(({ valueType }) => valueType === 'PROCESS_INSTANCE_BATCH');
    expect(batches().map(({ intent, value }) => [intent, value])).toMatchObject([
      ['ACTIVATE', { index: 3 }],
      ['ACTIVATE', { index: 3 }],
      ['ACTIVATE', { index: 2 }],
      ['ACTIVATE', { index: 1 }],
    ]);

    completeJob(driver, {});

    expect([...driver.state.jobs.entries()].map(([, job]) => job.value.type)).toEqual(['wait']);
  });

  it('is replayed to the same state while it is active', () => {
    const driver = start(
      'serviceTask type=work loop.inputCollection="=items" loop.outputCollection=results loop.outputElement="=r"',
      { items: items.slice(0, MIN_REMEMBERED_ITEMS + 1) },
    );
    completeJob(driver, { r: 1 });

    const replica = new Engine(new EngineState(1), driver.engine.environment);
    for (const record of driver.records) replica.replay(record);

    expect(replica.state.tables.dump()).toEqual(driver.state.tables.dump());
  });
});

describe('a long input collection', () => {
  const sequential = 'loop.sequential=true loop.inputElement=item';

  it('is evaluated anew when a variable that it reads has changed', () => {
    const driver = start(`serviceTask type=work ${sequential} loop.inputCollection="=items"`, { items });
    const root = driver.state.elementInstances.entries().next().value?.[1].key;
    expect(root).toBeDefined();
    if (root === undefined) return;

    driver.send('VARIABLE_DOCUMENT', 'UPDATE', root, {
      scopeKey: root,
      variables: JSON.stringify({ items: items.map((item) => -item) }) as never,
    });
    completeJob(driver, {});

    expect(variable(driver, 'item')).toBe(-2);
  });

  it('is evaluated anew when it reads the clock', () => {
    const driver = start(
      `serviceTask type=work ${sequential} loop.inputCollection="=for i in 1..${MIN_REMEMBERED_ITEMS} return now()"`,
      {},
    );
    const first = variable(driver, 'item');

    driver.advance(1_000);
    completeJob(driver, {});

    expect(variable(driver, 'item')).not.toBe(first);
  });

  it('may be hidden by a variable of the inner instance', () => {
    const driver = start(
      `serviceTask type=work in.items="=[item]" ${sequential} loop.inputCollection="=items"`,
      { items },
    );

    completeJob(driver, {});

    expect(variable(driver, 'items')).toEqual([2]);
  });
});
