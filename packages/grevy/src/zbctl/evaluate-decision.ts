// `zbctl evaluate decision`: evaluates a deployed decision.
import { printJson } from './answer.js';
import { idOrKey, single } from './arguments.js';
import { VARIABLES_OR_FILE_FLAG, variablesOrFileOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const evaluateDecision: ZbctlCommand = {
  path: ['evaluate', 'decision'],
  usage: '<decisionId or decisionKey>',
  summary: 'Evaluate a decision, given by its id or key',
  flags: [VARIABLES_OR_FILE_FLAG],
  prepare: (args) => {
    const decision = idOrKey(single(args));
    return async ({ client, flags }) => {
      const variables = await variablesOrFileOf(flags);
      printJson(
        await client.evaluateDecision({
          variables,
          ...('key' in decision ? { decisionKey: decision.key } : { decisionId: decision.id }),
        }),
      );
    };
  },
};
