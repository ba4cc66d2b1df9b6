// `zbctl version`: the version of the tool.
import { GREVY_VERSION, ZBCTL_VERSION } from '../version.js';
import { none } from './arguments.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const version: ZbctlCommand = {
  path: ['version'],
  usage: '',
  summary: 'Print the version of zbctl',
  flags: [],
  prepare: (args) => {
    none(args, 'zbctl version');
    return async () => {
      process.stdout.write(`zbctl ${ZBCTL_VERSION} (commit: grevy-${GREVY_VERSION})\n`);
    };
  },
};
