// `zbctl resolve incident`: resolves an incident.
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { singleKey } from './arguments.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const resolveIncident: ZbctlCommand = {
  path: ['resolve', 'incident'],
  usage: '<key>',
  summary: 'Resolve an incident of a process instance',
  flags: [OUTPUT_FLAG],
  prepare: (args) => {
    const incidentKey = singleKey(args);
    return async ({ client, flags }) => {
      const answer = await client.resolveIncident({ incidentKey });
      printAnswer(flags, `Resolved an incident of a process instance with key '${incidentKey}'`, answer);
    };
  },
};
