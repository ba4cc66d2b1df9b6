import { VALUE_TYPES, makeKey } from '@grevy/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callCodec } from '../src/grpc/contract.js';
import { activatedJob } from '../src/jobs/activated-job.js';
import { fitIntoMessage } from '../src/jobs/response-size.js';
import { document } from './answers.js';

function jobsWith(lengths: readonly number[]) {
  return lengths.map((length, index) => ({
    name: index,
    message: activatedJob(
      makeKey(1, index),
      VALUE_TYPES.JOB.value.create({ variables: document(`{"ä":"${'x'.repeat(length)}"}`) }),
    ),
  }));
}

const { encodeResponse } = callCodec('ActivateJobs');

test('the message never exceeds the limit, no job is lost, and nothing that fits is left out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 12 }),
      fc.integer({ min: 100, max: 8000 }),
      (lengths, maxBytes) => {
        const jobs = jobsWith(lengths);
        const { fitting, tooMany } = fitIntoMessage(jobs, maxBytes);
        const size = encodeResponse({ jobs: fitting.map(({ message }) => message) }).length;

        expect(size).toBeLessThanOrEqual(maxBytes);
        expect([...fitting, ...tooMany].map(({ name }) => name).sort((a, b) => a - b)).toEqual(
          jobs.map(({ name }) => name),
        );
        if (encodeResponse({ jobs: jobs.map(({ message }) => message) }).length <= maxBytes) {
          expect(tooMany).toEqual([]);
        }
      },
    ),
  );
});

test('a job that does not fit is set aside, later ones may still go', () => {
  const { fitting, tooMany } = fitIntoMessage(jobsWith([100, 5000, 100]), 1000);

  expect(fitting.map(({ name }) => name)).toEqual([0, 2]);
  expect(tooMany.map(({ name }) => name)).toEqual([1]);
});
