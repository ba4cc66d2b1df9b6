// Keys that clients make up: they name nothing, and must not become the keys that the partition counts on from.
import { makeKey, type AnyRecord } from '@grevy/protocol';
import { expect, it } from 'vitest';
import { EngineDriver } from '../support/engine-driver.js';
import { modelToXml } from '../support/model-language.js';

const MODEL = 'process p\nstart: startEvent\na: serviceTask type=a\nf: start -> a';

const HIGHEST_KEY = makeKey(1, 2 ** 45 - 1);

it('a restart goes on with the keys where it was, whatever keys were on commands and on bans', () => {
  // given a client that completes a job with the highest key there can be, and an operator who bans such an instance
  const driver = new EngineDriver();
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
  const answer = driver.send('JOB', 'COMPLETE', HIGHEST_KEY, {});
  expect(answer).toMatchObject({ kind: 'rejected', rejectionType: 'NOT_FOUND' });
  const ban: AnyRecord = driver.engine.ban(HIGHEST_KEY, driver.records.length + 1, driver.now);
  driver.records.push(ban);
  const { counter } = driver.state.keys;

  // when the partition starts again
  driver.restart();

  // then it gives the next key
  expect(driver.state.keys.counter).toBe(counter);
  expect(driver.create('p')).toMatchObject({
    record: { value: { processInstanceKey: makeKey(1, counter + 1) } },
  });
});
