// `zbctl activate jobs`: activates jobs of a type and prints them.
import type { ActivatedJob } from '@grevy/client';
import { printJson } from './answer.js';
import { single } from './arguments.js';
import { waitingDeadlineMs, waitingTimeMs, type ZbctlCommand } from './zbctl-command.js';

const DEFAULT_TIMEOUT_MS = 5 * 60 * 1000;

export const activateJobs: ZbctlCommand = {
  path: ['activate', 'jobs'],
  usage: '<type>',
  summary: 'Activate jobs of a type',
  flags: [
    { name: 'maxJobsToActivate', type: 'int32', default: 1, description: 'The most jobs to activate' },
    {
      name: 'timeout',
      type: 'duration',
      default: DEFAULT_TIMEOUT_MS,
      description: 'How long the jobs are locked, such as 300ms, 50s or 1m',
    },
    {
      name: 'variables',
      type: 'strings',
      description: 'Names of the variables to fetch, separated by commas',
    },
    { name: 'worker', type: 'string', default: 'zbctl', description: 'Name of the worker' },
  ],
  prepare: (args) => {
    const type = single(args);
    return async ({ client, flags, requestTimeoutMs }) => {
      const answers = client.activateJobs(
        {
          type,
          worker: flags.text('worker'),
          timeout: flags.number('timeout'),
          maxJobsToActivate: flags.number('maxJobsToActivate'),
          fetchVariable: flags.list('variables'),
          requestTimeout: waitingTimeMs(requestTimeoutMs),
        },
        { timeoutMs: waitingDeadlineMs(requestTimeoutMs) },
      );
      const jobs: ActivatedJob[] = [];
      for await (const answer of answers) jobs.push(...answer.jobs);
      printJson({ jobs });
    };
  },
};
