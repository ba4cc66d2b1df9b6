// `zbctl complete job`: completes a job.
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import { VARIABLES_FLAG, variablesOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const completeJob: ZbctlCommand = {
  path: ['complete', 'job'],
  usage: '<key>',
  summary: 'Complete a job',
  flags: [OUTPUT_FLAG, VARIABLES_FLAG],
  prepare: (args) => {
    const jobKey = singleKey(args);
    return async ({ client, flags }) => {
      const variables = variablesOf(flags);
      const answer = await client.completeJob({ jobKey, variables });
      printAnswer(flags, `Completed job with key '${jobKey}' and variables '${variables}'`, answer);
    };
  },
};
