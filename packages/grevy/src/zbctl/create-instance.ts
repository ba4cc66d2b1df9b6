// `zbctl create instance`: starts a process instance, and waits for its result if asked to.
import { printJson } from './answer.js';
import { idOrKey, single } from './arguments.js';
import { VARIABLES_FLAG, variablesOf } from './variables.js';
import { waitingDeadlineMs, waitingTimeMs, type ZbctlCommand } from './zbctl-command.js';

export const createInstance: ZbctlCommand = {
  path: ['create', 'instance'],
  usage: '<processId or processKey>',
  summary: 'Start an instance of a process, given by its id or key',
  flags: [
    VARIABLES_FLAG,
    { name: 'version', type: 'int32', default: -1, description: 'Version of the process; -1 is the latest' },
    {
      name: 'withResult',
      type: 'strings',
      bare: ' ',
      description: 'Wait for the result; the names of variables limit it to these',
    },
  ],
  prepare: (args) => {
    const process = idOrKey(single(args));
    return async ({ client, flags, requestTimeoutMs, progress }) => {
      const variables = variablesOf(flags);
      const request =
        'key' in process
          ? { processDefinitionKey: process.key, variables }
          : { bpmnProcessId: process.id, version: flags.number('version'), variables };
      if (!flags.isGiven('withResult')) {
        printJson(await client.createProcessInstance(request));
        return;
      }
      const fetchVariables = flags.list('withResult');
      const requestTimeout = waitingTimeMs(requestTimeoutMs);
      const result = client.createProcessInstanceWithResult(
        { ...request, fetchVariables, requestTimeout },
        { timeoutMs: waitingDeadlineMs(requestTimeoutMs) },
      );
      printJson(await progress.during('Waiting for the result', result));
    };
  },
};
