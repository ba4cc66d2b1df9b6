// What would fill a transcript: the message of a failed job or a thrown error is cut (spec 13 §3.2, §3.3, §13 #6).
import type { Key } from '@grevy/protocol';
import { expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

const MODEL = 'process p\nstart: startEvent\na: serviceTask type=a\nf: start -> a';

it.each([
  [10_000, 10_000],
  [10_001, 10_003],
])('a message of %i characters is kept as %i', (given, kept) => {
  // given a job
  const driver = new EngineDriver();
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
  driver.create('p');
  const job = driver.state.jobs.entries().next().value?.[0] as Key;
  const errorMessage = 'm'.repeat(given);

  // when it fails, and when it throws an error that nothing catches
  const failed = driver.send('JOB', 'FAIL', job, { retries: 1, errorMessage });
  const thrown = driver.send('JOB', 'THROW_ERROR', job, { errorCode: 'E', errorMessage });

  // then the events, the incident and the stored job have the same text
  const text = given === kept ? errorMessage : `${'m'.repeat(10_000)}...`;
  expect(text).toHaveLength(kept);
  expect(failed).toMatchObject({ record: { value: { errorMessage: text } } });
  expect(thrown).toMatchObject({ record: { value: { errorMessage: text } } });
  expect(driver.state.jobs.get(job)?.value.errorMessage).toBe(text);
  expect(driver.records.at(-1)).toMatchObject({
    valueType: 'INCIDENT',
    value: {
      errorMessage: expect.stringContaining(`with message '${text}', but it was not caught.`) as string,
    },
  });
});
