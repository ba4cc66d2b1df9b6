// `zbctl update timeout`: sets how long a job stays locked (from the 8.6 line).
import { durationText } from '../cli/duration.js';
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const updateTimeout: ZbctlCommand = {
  path: ['update', 'timeout'],
  usage: '<key>',
  summary: 'Set how long a job stays locked',
  flags: [
    OUTPUT_FLAG,
    { name: 'timeout', type: 'duration', description: 'Time from now, such as 300ms, 50s or 1m' },
  ],
  required: ['timeout'],
  prepare: (args) => {
    const jobKey = singleKey(args);
    return async ({ client, flags }) => {
      const timeout = flags.number('timeout');
      const answer = await client.updateJobTimeout({ jobKey, timeout });
      printAnswer(
        flags,
        `Updated the timeout of job with key '${jobKey}' to '${durationText(timeout)}'`,
        answer,
      );
    };
  },
};
