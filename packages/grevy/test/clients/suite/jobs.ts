// Calls on jobs and their incidents, without a worker.
import { expect } from 'vitest';
import { chargeProcess } from '../models/charge-process.js';
import { refused } from './refused.js';
import type { SuiteTests } from './suite-tests.js';

export function jobTests(tests: SuiteTests): void {
  tests.it('ActivateJobs: all of a job', { rpcs: ['ActivateJobs'] }, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const processInstanceKey = await scene.started(type, { total: 12.5, note: 'fragile' });
    const request = { type, worker: 'ada', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: 5_000 };
    const { jobs } = await scene.call('ActivateJobs', { ...request, fetchVariable: [] });
    expect(jobs).toMatchObject([
      {
        type,
        processInstanceKey,
        bpmnProcessId: type,
        processDefinitionVersion: 1,
        elementId: 'charge',
        customHeaders: { currency: 'EUR' },
        worker: 'ada',
        retries: 3,
        variables: { total: 12.5, note: 'fragile' },
      },
    ]);

    await scene.started(type, { total: 1, note: 'small' });
    const some = await scene.call('ActivateJobs', { ...request, fetchVariable: ['note'] });
    expect(some['jobs']).toMatchObject([{ variables: { note: 'small' } }]);
    expect((some['jobs'] as { variables: object }[])[0]?.variables).not.toHaveProperty('total');
  });

  const activationEnds = { rpcs: ['ActivateJobs'], features: ['activation ends'] } as const;

  tests.it('ActivateJobs: none', activationEnds, async (scene) => {
    const request = { type: 'nobody-needs', worker: 'ada', timeout: 60_000, maxJobsToActivate: 5 };
    expect(await scene.call('ActivateJobs', { ...request, requestTimeout: 500 })).toEqual({ jobs: [] });
  });

  tests.it('ActivateJobs: a lease of no time', activationEnds, async (scene) => {
    const request = { type: 'nobody-needs', worker: 'ada', timeout: 0, maxJobsToActivate: 5 };
    await refused(
      scene.call('ActivateJobs', { ...request, requestTimeout: 500 }),
      'INVALID_ARGUMENT',
      "Command 'ACTIVATE' rejected with code 'INVALID_ARGUMENT': Expected to activate job batch with timeout to be greater than zero, but it was '0'",
    );
  });

  tests.it('StreamActivatedJobs: a pushed job', { rpcs: ['StreamActivatedJobs'] }, async (scene) => {
    const type = await scene.deployed(chargeProcess);
    const pushed = scene.call('StreamActivatedJobs', { type, worker: 'ada', timeout: 60_000, jobs: 1 });
    await scene.startedUntil(type, { total: 7 }, pushed);
    expect((await pushed)['jobs']).toMatchObject([
      { type, worker: 'ada', elementId: 'charge', retries: 3, variables: { total: 7 } },
    ]);
  });

  tests.it('CompleteJob', { rpcs: ['CompleteJob'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    await scene.call('CompleteJob', { jobKey: job.key, variables: { receipt: 'R-1' } });
    await scene.ended(job.processInstanceKey, 'ELEMENT_COMPLETED');
    await scene.variable(job.processInstanceKey, 'receipt', '"R-1"');
    await refused(
      scene.call('CompleteJob', { jobKey: job.key, variables: {} }),
      'NOT_FOUND',
      // zeebe-node adds advice of its own to this text.
      new RegExp(
        `^Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '${job.key}', but no such job was found`,
      ),
    );
  });

  tests.it('FailJob: the job comes again, then an incident', { rpcs: ['FailJob'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    await scene.call('FailJob', {
      jobKey: job.key,
      retries: 1,
      errorMessage: 'the bank is closed',
      ...(tests.has({ features: ['backoff'] }) ? { retryBackOff: 200 } : {}),
      ...(tests.has({ features: ['fail variables'] }) ? { variables: { hint: 'Monday' } } : {}),
    });
    const again = await scene.job(String(job['type']));
    expect(again).toMatchObject({ key: job.key, retries: 1 });
    if (tests.has({ features: ['fail variables'] }))
      expect(again).toMatchObject({ variables: { hint: 'Monday' } });

    await scene.call('FailJob', { jobKey: job.key, retries: 0, errorMessage: 'no money' });
    expect((await scene.incident(job.processInstanceKey)).value).toMatchObject({
      errorType: 'JOB_NO_RETRIES',
      errorMessage: 'no money',
      elementId: 'charge',
      jobKey: job.key,
    });
    await refused(
      scene.call('FailJob', { jobKey: job.key, retries: 1, errorMessage: 'again' }),
      'FAILED_PRECONDITION',
      `Command 'FAIL' rejected with code 'INVALID_STATE': Expected to fail job with key '${job.key}', but it is in state 'FAILED'`,
    );
    await refused(
      scene.call('FailJob', { jobKey: job.elementInstanceKey, retries: 1, errorMessage: 'none' }),
      'NOT_FOUND',
      `Command 'FAIL' rejected with code 'NOT_FOUND': Expected to fail job with key '${job.elementInstanceKey}', but no such job was found`,
    );
  });

  tests.it('ThrowError: caught by the boundary event', { rpcs: ['ThrowError'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    await scene.call('ThrowError', {
      jobKey: job.key,
      errorCode: 'DECLINED',
      errorMessage: 'card refused',
      variables: {},
    });
    await scene.ended(job.processInstanceKey, 'ELEMENT_COMPLETED');
    await scene.variable(job.processInstanceKey, 'outcome', '"refused"');
    await refused(
      scene.call('ThrowError', { jobKey: job.key, errorCode: 'DECLINED', errorMessage: '', variables: {} }),
      'NOT_FOUND',
      `Command 'THROW_ERROR' rejected with code 'NOT_FOUND': Expected to throw an error for job with key '${job.key}', but no such job was found`,
    );
  });

  tests.it('ThrowError: caught by nothing', { rpcs: ['ThrowError'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    await scene.call('ThrowError', {
      jobKey: job.key,
      errorCode: 'LOST',
      errorMessage: 'gone',
      variables: {},
    });
    expect((await scene.incident(job.processInstanceKey)).value).toMatchObject({
      errorType: 'UNHANDLED_ERROR_EVENT',
      errorMessage: expect.stringContaining("'LOST'") as string,
    });
  });

  tests.it(
    'UpdateJobRetries and ResolveIncident',
    { rpcs: ['UpdateJobRetries', 'ResolveIncident'] },
    async (scene) => {
      const job = await scene.jobOf(chargeProcess);
      await scene.plainly('FailJob', { jobKey: job.key, retries: 0, errorMessage: 'no money' });
      const { key: incidentKey } = await scene.incident(job.processInstanceKey);
      await refused(
        scene.call('ResolveIncident', { incidentKey }),
        'NOT_FOUND',
        `Command 'RESOLVE' rejected with code 'NOT_FOUND': Expected to resolve incident with key '${incidentKey}', but job with key '${job.key}' has no retries left. Please update the job retries and retry resolving the incident`,
      );
      await refused(
        scene.call('UpdateJobRetries', { jobKey: job.key, retries: 0 }),
        'INVALID_ARGUMENT',
        `Command 'UPDATE_RETRIES' rejected with code 'INVALID_ARGUMENT': Expected to update retries for job with key '${job.key}' with a positive amount of retries, but the amount given was '0'`,
      );
      await scene.call('UpdateJobRetries', { jobKey: job.key, retries: 4 });
      await scene.call('ResolveIncident', { incidentKey });
      expect(await scene.job(String(job['type']))).toMatchObject({ key: job.key, retries: 4 });
      await refused(
        scene.call('ResolveIncident', { incidentKey }),
        'NOT_FOUND',
        `Command 'RESOLVE' rejected with code 'NOT_FOUND': Expected to resolve incident with key '${incidentKey}', but no such incident was found`,
      );
      await refused(
        scene.call('UpdateJobRetries', { jobKey: incidentKey, retries: 1 }),
        'NOT_FOUND',
        `Command 'UPDATE_RETRIES' rejected with code 'NOT_FOUND': Expected to update retries for job with key '${incidentKey}', but no such job was found`,
      );
    },
  );

  tests.it('UpdateJobTimeout', { rpcs: ['UpdateJobTimeout'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    await scene.call('UpdateJobTimeout', { jobKey: job.key, timeout: 1 });
    expect(await scene.job(String(job['type'])), 'the lease ended at once').toMatchObject({ key: job.key });
    await refused(
      scene.call('UpdateJobTimeout', { jobKey: job.elementInstanceKey, timeout: 1_000 }),
      'NOT_FOUND',
      /no such job was found/,
    );
  });
}
