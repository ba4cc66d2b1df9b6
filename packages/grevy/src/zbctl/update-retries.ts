// `zbctl update retries`: sets the retries of a job.
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const updateRetries: ZbctlCommand = {
  path: ['update', 'retries'],
  usage: '<key>',
  summary: 'Set the retries of a job',
  flags: [OUTPUT_FLAG, { name: 'retries', type: 'int32', description: 'Retries that the job has left' }],
  required: ['retries'],
  prepare: (args) => {
    const jobKey = singleKey(args);
    return async ({ client, flags }) => {
      const retries = flags.number('retries');
      const answer = await client.updateJobRetries({ jobKey, retries });
      printAnswer(flags, `Updated the retries of job with key '${jobKey}' to '${retries}'`, answer);
    };
  },
};
