// `zbctl broadcast signal`: broadcasts a signal.
import { printJson } from './answer.js';
import { single } from './arguments.js';
import { VARIABLES_OR_FILE_FLAG, variablesOrFileOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const broadcastSignal: ZbctlCommand = {
  path: ['broadcast', 'signal'],
  usage: '<signalName>',
  summary: 'Broadcast a signal by its name',
  flags: [VARIABLES_OR_FILE_FLAG],
  prepare: (args) => {
    const signalName = single(args);
    return async ({ client, flags }) => {
      const variables = await variablesOrFileOf(flags);
      printJson(await client.broadcastSignal({ signalName, variables }));
    };
  },
};
