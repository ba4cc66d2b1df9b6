// `zbctl status`: the brokers and partitions of the cluster.
import { shownTopology } from '../commands/shown-topology.js';
import { OUTPUT_FLAG, printAnswer } from './answer.js';
import { none } from './arguments.js';
import type { ZbctlCommand } from './zbctl-command.js';

export const status: ZbctlCommand = {
  path: ['status'],
  usage: '',
  summary: 'Show the state of the cluster',
  flags: [OUTPUT_FLAG],
  prepare: (args) => {
    none(args, 'zbctl status');
    return async ({ client, flags }) => {
      const topology = await client.topology();
      printAnswer(flags, shownTopology(topology), topology);
    };
  },
};
