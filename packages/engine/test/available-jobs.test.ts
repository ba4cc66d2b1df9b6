// Who learns of a job that becomes available (spec 13 §2.3, §5).
import { NO_KEY, type JsonDocument, type Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import type { OpenJobStream, PostCommitTask } from '../src/index.js';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

const MODEL = `
process p
  start: startEvent
  task: serviceTask type=work
  f: start -> task
`;

function driverWith(stream: OpenJobStream | undefined): EngineDriver {
  const driver = new EngineDriver({
    environment: { jobStreams: { streamFor: (type) => (type === 'work' ? stream : undefined) } },
  });
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
  return driver;
}

/** What is done with jobs after the commit, since the last look. */
function jobTasks(driver: EngineDriver): readonly PostCommitTask[] {
  return driver.postCommitTasks
    .splice(0)
    .filter(({ kind }) => kind === 'jobs-available' || kind === 'push-job');
}

function jobKeyOf(driver: EngineDriver): Key {
  const [job] = [...driver.state.jobs.entries()];
  return (job?.[0] ?? NO_KEY) as Key;
}

describe('a job that becomes available', () => {
  it('wakes the workers that poll for its type, when it is created, failed or has timed out', () => {
    const driver = driverWith(undefined);
    const woken = [{ kind: 'jobs-available', jobType: 'work' }];
    driver.create('p');
    expect(jobTasks(driver)).toEqual(woken);
    driver.send('JOB', 'FAIL', jobKeyOf(driver), { retries: 1 });
    expect(jobTasks(driver)).toEqual(woken);
    driver.send('JOB_BATCH', 'ACTIVATE', NO_KEY, { type: 'work', timeout: 1000, maxJobsToActivate: 1 });
    expect(jobTasks(driver)).toEqual([]);
    driver.advance(1001);
    expect(jobTasks(driver)).toEqual(woken);
  });

  it('is pushed to an open stream instead, with the variables that the stream wants', () => {
    const driver = driverWith({ streamId: 7, worker: 'w', timeoutMs: 1000, fetchVariables: ['a'] });
    driver.create('p', '{"a":1,"b":2}');
    const key = jobKeyOf(driver);
    expect(jobTasks(driver)).toMatchObject([
      {
        kind: 'push-job',
        push: {
          key,
          streamId: 7,
          job: { type: 'work', worker: 'w', deadline: driver.now + 1000, variables: '{"a":1}' },
        },
      },
    ]);
  });

  it('shows all variables to a stream that names none, and none of them in the log', () => {
    const driver = driverWith({ streamId: 1, worker: 'w', timeoutMs: 1000, fetchVariables: [] });
    driver.create('p', '{"a":1,"b":2}');
    expect(jobTasks(driver)).toMatchObject([{ push: { job: { variables: '{"a":1,"b":2}' } } }]);
    const logged = driver.records.flatMap(({ valueType, value }) =>
      valueType === 'JOB_BATCH' ? value.jobs.map(({ variables }): JsonDocument => variables) : [],
    );
    expect(logged).toEqual(['{}']);
  });
});
