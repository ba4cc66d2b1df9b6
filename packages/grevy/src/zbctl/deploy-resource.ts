// `zbctl deploy resource`: deploys processes, decisions and forms.
import { printJson } from './answer.js';
import { atLeastOne } from './arguments.js';
import { RESOURCE_NAMES_FLAG, resourcesOf } from './resource-files.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const deployResource: ZbctlCommand = {
  path: ['deploy', 'resource'],
  usage: '<resourcePath>...',
  summary: 'Deploy files: processes, decisions, forms',
  flags: [RESOURCE_NAMES_FLAG],
  prepare: (args) => {
    const paths = atLeastOne(args);
    return async ({ client, flags }) => {
      const resources = await resourcesOf(paths, flags, 'resource');
      printJson(await client.deployResource({ resources }));
    };
  },
};
