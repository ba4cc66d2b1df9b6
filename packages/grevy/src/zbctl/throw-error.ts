// `zbctl throwError job`: throws a BPMN error from a job.
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import { VARIABLES_FLAG, variablesOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const throwError: ZbctlCommand = {
  path: ['throwError', 'job'],
  usage: '<jobKey>',
  summary: 'Throw a BPMN error from a job',
  flags: [
    { name: 'errorCode', type: 'string', description: 'Code of the error, by which it is caught' },
    { name: 'errorMessage', type: 'string', description: 'More about the error' },
    OUTPUT_FLAG,
    VARIABLES_FLAG,
  ],
  required: ['errorCode'],
  prepare: (args) => {
    const jobKey = singleKey(args);
    return async ({ client, flags }) => {
      const variables = variablesOf(flags);
      const errorCode = flags.text('errorCode');
      const errorMessage = flags.text('errorMessage');
      const answer = await client.throwError({ jobKey, errorCode, errorMessage, variables });
      printAnswer(flags, `Threw error with code '${errorCode}' on job with key ${jobKey}`, answer);
    };
  },
};
