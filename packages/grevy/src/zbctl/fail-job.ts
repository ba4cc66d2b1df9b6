// `zbctl fail job`: fails a job.
import { durationText } from '../cli/duration.js';
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import { VARIABLES_FLAG, variablesOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const failJob: ZbctlCommand = {
  path: ['fail', 'job'],
  usage: '<key>',
  summary: 'Fail a job',
  flags: [
    { name: 'errorMessage', type: 'string', description: 'Why it failed' },
    OUTPUT_FLAG,
    { name: 'retries', type: 'int32', description: 'Retries that the job has left; 0 raises an incident' },
    {
      name: 'retryBackoff',
      type: 'duration',
      description: 'Pause before the job can be activated again, such as 300ms, 50s or 1m',
    },
    VARIABLES_FLAG,
  ],
  required: ['retries'],
  prepare: (args) => {
    const jobKey = singleKey(args);
    return async ({ client, flags }) => {
      const variables = variablesOf(flags);
      const retries = flags.number('retries');
      const retryBackOff = flags.number('retryBackoff');
      const errorMessage = flags.text('errorMessage');
      const answer = await client.failJob({ jobKey, retries, retryBackOff, errorMessage, variables });
      printAnswer(
        flags,
        `Failed job with key '${jobKey}' and set remaining retries to '${retries}' and variables '${variables}' with retry backoff '${durationText(retryBackOff)}'`,
        answer,
      );
    };
  },
};
