// `zbctl cancel instance`: cancels a process instance.
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const cancelInstance: ZbctlCommand = {
  path: ['cancel', 'instance'],
  usage: '<key>',
  summary: 'Cancel a process instance by its key',
  flags: [OUTPUT_FLAG],
  prepare: (args) => {
    const processInstanceKey = singleKey(args);
    return async ({ client, flags }) => {
      const answer = await client.cancelProcessInstance({ processInstanceKey });
      printAnswer(flags, `Canceled process instance with key '${processInstanceKey}'`, answer);
    };
  },
};
