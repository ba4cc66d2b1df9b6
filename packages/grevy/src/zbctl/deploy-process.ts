// `zbctl deploy`, the old form: deploys BPMN files with the deprecated call of the protocol.
import { printJson } from './answer.js';
import { atLeastOne } from './arguments.js';
import { RESOURCE_NAMES_FLAG, resourcesOf } from './resource-files.js';
import type { ZbctlCommand } from './zbctl-command.js';

/** This command does not heed `--requestTimeout`. */
const TIMEOUT_MS = 10_000;

export const deployProcess: ZbctlCommand = {
  path: ['deploy'],
  usage: '<processPath>...',
  summary: 'Deploy files',
  description: "Deploy files. 'deploy <processPath>...' is deprecated; use 'deploy resource'.",
  flags: [RESOURCE_NAMES_FLAG],
  prepare: (args) => {
    const paths = atLeastOne(args);
    return async ({ client, flags }) => {
      const resources = await resourcesOf(paths, flags, 'process');
      const processes = resources.map(({ name, content }) => ({ name, definition: content }));
      printJson(await client.call('DeployProcess', { processes }, { timeoutMs: TIMEOUT_MS }));
    };
  },
};
