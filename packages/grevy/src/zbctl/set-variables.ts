// `zbctl set variables`: sets variables of an element instance.
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import { variablesOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const setVariables: ZbctlCommand = {
  path: ['set', 'variables'],
  usage: '<key>',
  summary: 'Set variables of an element instance',
  flags: [
    {
      name: 'local',
      type: 'bool',
      bare: 'true',
      description: 'Set them exactly there; otherwise where they are, else at the top',
    },
    OUTPUT_FLAG,
    { name: 'variables', type: 'string', description: 'Variables, a JSON object' },
  ],
  required: ['variables'],
  prepare: (args) => {
    const elementInstanceKey = singleKey(args);
    return async ({ client, flags }) => {
      const variables = variablesOf(flags);
      const answer = await client.setVariables({ elementInstanceKey, variables, local: flags.isOn('local') });
      printAnswer(
        flags,
        `Set the variables of element instance with key '${elementInstanceKey}' to '${variables}' with command '${answer.key}'`,
        answer,
      );
    };
  },
};
