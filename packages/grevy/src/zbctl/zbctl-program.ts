// The program `zbctl`: the commands with their global flags, in the words and with the exit codes of the tool that it
// stands in for (spec 02, section 1).
import { Command } from 'commander';
import { FlagValues, addFlags } from '../cli/flag-options.js';
import type { Flag } from '../cli/flag.js';
import { GATEWAY_FLAGS, type ClientDefaults } from '../cli/gateway-options.js';
import { addCompleteCommand } from '../completion/completion-commands.js';
import { SHELLS, completionScript, isShell } from '../completion/completion-script.js';
import { ZBCTL_VERSION } from '../version.js';
import { none } from './arguments.js';
import { GROUPED_COMMANDS, TOP_COMMANDS } from './commands.js';
import { groupOf, mountCommand } from './mount-command.js';
import { rpcErrorText } from './rpc-error-text.js';
import { CallFailure, commandIn, readCall, type FlagsOf } from './zbctl-call.js';
import { ArgumentFailure, SilentFailure, ZbctlFailure } from './zbctl-command.js';
import { helpText, usageText } from './zbctl-help.js';

const ZBCTL_CLIENT: ClientDefaults = {
  userAgent: `zeebe-client-zbctl/${ZBCTL_VERSION}`,
  trustsLoopback: false,
  showsProgress: false,
};
const DESCRIPTION = `zbctl looks after what runs on a gateway of the Zeebe protocol:
\t* deploy resources
\t* create process instances and workers
\t* activate, complete or fail jobs
\t* set variables and retries
\t* show the state of the cluster`;

/** Runs zbctl; returns its exit code. */
export async function runZbctl(args: readonly string[]): Promise<number> {
  const flags = new Map<Command, readonly Flag[]>();
  const flagsOf: FlagsOf = (command) => flags.get(command) ?? [];
  const program = buildProgram(flags, flagsOf);
  try {
    const call = readCall(program, args, flagsOf);
    if (call.asksForHelp) process.stdout.write(helpText(call.command, flagsOf));
    else await program.parseAsync(call.canonical, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof SilentFailure) return 1;
    if (error instanceof CallFailure) printWithUsage(error.message, error.command, flagsOf);
    else if (error instanceof ArgumentFailure) {
      printWithUsage(error.message, commandIn(program, args, flagsOf).command, flagsOf);
    } else {
      process.stderr.write(`Error: ${error instanceof ZbctlFailure ? error.message : rpcErrorText(error)}\n`);
    }
    return 1;
  }
}

function printWithUsage(message: string, command: Command, flagsOf: FlagsOf): void {
  process.stderr.write(`Error: ${message}\n${usageText(command, flagsOf)}\n`);
}

function buildProgram(flags: Map<Command, readonly Flag[]>, flagsOf: FlagsOf): Command {
  const program = new Command('zbctl')
    .description(DESCRIPTION)
    .usage('[command]')
    .helpCommand(false)
    .helpOption(false)
    .exitOverride();
  addFlags(program, GATEWAY_FLAGS);
  flags.set(program, GATEWAY_FLAGS);
  for (const definition of [...TOP_COMMANDS, ...GROUPED_COMMANDS]) {
    flags.set(mountCommand(program, definition, ZBCTL_CLIENT), definition.flags);
  }
  addCompletionCommands(program, flags);
  addHelpCommand(program, flagsOf);
  addCompleteCommand(program);
  return program;
}

const SHELL_FLAG: Flag = {
  name: 'shell',
  type: 'string',
  default: 'bash',
  description: `Shell: ${SHELLS.join(', ')}`,
};

const NO_DESCRIPTIONS_FLAG: Flag = {
  name: 'no-descriptions',
  type: 'bool',
  bare: 'true',
  description: 'Complete words only, without what they mean',
};

/** `generate completion --shell SHELL` and `completion SHELL`. */
function addCompletionCommands(program: Command, flags: Map<Command, readonly Flag[]>): void {
  const generate = groupOf(program, 'generate').command('completion');
  describe(generate, 'Print a completion script for zbctl')
    .usage('[flags]')
    .action((args: readonly string[], { shell }: { readonly shell: string }) => {
      none(args, 'zbctl generate completion');
      // The text is that of the original, which forgot the blanks.
      if (!isShell(shell)) throw new ZbctlFailure(`Generating completion for shell${shell}not supported`);
      process.stdout.write(completionScript(shell, 'zbctl'));
    });
  addFlags(generate, [SHELL_FLAG]);
  flags.set(generate, [SHELL_FLAG]);
  const completion = describe(program.command('completion'), 'Print a completion script for a shell');
  completion.usage('[command]');
  for (const shell of SHELLS) {
    const command = describe(completion.command(shell), `Print a completion script for ${shell}`)
      // As in the original, whose bash command does not show that it has flags.
      .usage(shell === 'bash' ? ' ' : '[flags]')
      .action((args: readonly string[]) => {
        none(args, `zbctl completion ${shell}`);
        const hasDescriptions = !FlagValues.of(command).isOn('noDescriptions');
        process.stdout.write(completionScript(shell, 'zbctl', hasDescriptions));
      });
    addFlags(command, [NO_DESCRIPTIONS_FLAG]);
    flags.set(command, [NO_DESCRIPTIONS_FLAG]);
  }
}

function addHelpCommand(program: Command, flagsOf: FlagsOf): void {
  describe(program.command('help'), 'Help about any command')
    .usage('[command] [flags]')
    .action((path: readonly string[]) => {
      const { command, rest } = commandIn(program, path, flagsOf);
      if (command !== program || rest.length === 0) process.stdout.write(helpText(command, flagsOf));
      else {
        const topic = path.map((name) => `\`${name}\``).join(' ');
        process.stderr.write(`Unknown help topic [${topic}]\n${usageText(program, flagsOf, false)}`);
      }
    });
}

function describe(command: Command, summary: string): Command {
  return command.summary(summary).description(summary).argument('[arguments...]').helpOption(false);
}
