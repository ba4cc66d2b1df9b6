// Puts commands of zbctl on a commander program.
import type { Command } from 'commander';
import { FlagValues, addFlags } from '../cli/flag-options.js';
import { gatewayOptions, withClient, type ClientDefaults } from '../cli/gateway-options.js';
import { ProgressLine } from '../cli/progress-line.js';
import { GROUP_SUMMARIES } from './commands.js';
import { ZbctlFailure, type ZbctlCommand } from './zbctl-command.js';

/** Adds the command to the program, below its group if it has one. */
export function mountCommand(program: Command, definition: ZbctlCommand, defaults: ClientDefaults): Command {
  const [first, second] = definition.path;
  const parent = second === undefined ? program : groupOf(program, first);
  const command = parent.command(second ?? first);
  command
    .summary(definition.summary)
    .description(definition.description ?? definition.summary)
    .usage(`${definition.usage === '' ? '' : `${definition.usage} `}[flags]`)
    .argument('[arguments...]')
    .action(async (args: readonly string[]) => {
      const flags = FlagValues.of(command);
      const run = definition.prepare(args);
      checkRequired(definition, flags);
      const progress = new ProgressLine(defaults.showsProgress);
      await withClient(gatewayOptions(flags), defaults, (client) =>
        run({ client, flags, requestTimeoutMs: client.settings.requestTimeoutMs, progress }),
      );
    });
  addFlags(command, definition.flags);
  return command;
}

/** The group of this name; it is made if there is none. A group alone, or with an unknown command, shows its help. */
export function groupOf(program: Command, name: string): Command {
  const existing = program.commands.find((command) => command.name() === name);
  if (existing !== undefined) return existing;
  const summary = GROUP_SUMMARIES.get(name) ?? '';
  const group = program.command(name).summary(summary).description(summary).usage('[command]');
  group
    .argument('[arguments...]')
    .allowUnknownOption()
    .action(() => group.outputHelp());
  return group;
}

function checkRequired({ required = [] }: ZbctlCommand, flags: FlagValues): void {
  const missing = required.filter((name) => !flags.isGiven(name)).sort();
  if (missing.length === 0) return;
  const names = missing.map((name) => JSON.stringify(name)).join(', ');
  throw new ZbctlFailure(`required flag(s) ${names} not set`);
}
