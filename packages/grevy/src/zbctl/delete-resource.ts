// `zbctl delete resource`: deletes a process or a decision requirements graph.
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const deleteResource: ZbctlCommand = {
  path: ['delete', 'resource'],
  usage: '<key>',
  summary: 'Delete a resource by its key',
  flags: [OUTPUT_FLAG],
  prepare: (args) => {
    const resourceKey = singleKey(args);
    return async ({ client, flags }) => {
      const answer = await client.deleteResource({ resourceKey });
      printAnswer(flags, `Deleted resource with key '${resourceKey}'`, answer);
    };
  },
};
