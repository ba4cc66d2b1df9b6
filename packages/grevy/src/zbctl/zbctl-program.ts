// The program `zbctl`: the commands with their global flags, in the words and with the exit codes of the tool that it
// stands in for (spec 02, section 1).
import { Command, CommanderError } from 'commander';
import { FlagFailure, addFlags, withBareValues } from '../cli/flag-options.js';
import type { Flag } from '../cli/flag.js';
import { GATEWAY_FLAGS, type ClientDefaults } from '../cli/gateway-options.js';
import { addCompleteCommand } from '../completion/completion-commands.js';
import { SHELLS, completionScript, isShell } from '../completion/completion-script.js';
import { ZBCTL_VERSION } from '../version.js';
import { GROUPED_COMMANDS, TOP_COMMANDS } from './commands.js';
import { groupOf, mountCommand } from './mount-command.js';
import { rpcErrorText } from './rpc-error-text.js';
import { ArgumentFailure, SilentFailure, ZbctlFailure } from './zbctl-command.js';
import { helpText, usageText } from './zbctl-help.js';

const ZBCTL_CLIENT: ClientDefaults = {
  userAgent: `zeebe-client-zbctl/${ZBCTL_VERSION}`,
  trustsLoopback: false,
};
const DESCRIPTION = `zbctl looks after what runs on a gateway of the Zeebe protocol:
\t* deploy resources
\t* create process instances and workers
\t* activate, complete or fail jobs
\t* set variables and retries
\t* show the state of the cluster`;

/** What commander found wrong with a call, in the words of zbctl. */
class CallFailure extends Error {
  override readonly name = 'CallFailure';
}

/** Runs zbctl; returns its exit code. */
export async function runZbctl(args: readonly string[]): Promise<number> {
  const flags = new Map<Command, readonly Flag[]>();
  const flagsOf = (command: Command): readonly Flag[] => flags.get(command) ?? [];
  const program = buildProgram(flags, flagsOf);
  const allFlags = [...GATEWAY_FLAGS, ...GROUPED_COMMANDS.flatMap((command) => command.flags)];
  try {
    await program.parseAsync(withBareValues(args, allFlags), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof SilentFailure) return 1;
    const isWrongCall =
      error instanceof CallFailure || error instanceof ArgumentFailure || error instanceof FlagFailure;
    if (isWrongCall) {
      process.stderr.write(`Error: ${error.message}\n${usageText(commandOf(program, args), flagsOf)}\n`);
    } else {
      process.stderr.write(`Error: ${error instanceof ZbctlFailure ? error.message : rpcErrorText(error)}\n`);
    }
    return 1;
  }
}

function buildProgram(
  flags: Map<Command, readonly Flag[]>,
  flagsOf: (command: Command) => readonly Flag[],
): Command {
  const program = new Command('zbctl')
    .description(DESCRIPTION)
    .usage('[command]')
    .argument('[arguments...]')
    .helpCommand(false)
    .helpOption('-h, --help')
    .configureHelp({ formatHelp: (command) => helpText(command, flagsOf) })
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError(false)
    .action(([name]: readonly string[]) => {
      if (name === undefined) program.outputHelp();
      else
        throw new ZbctlFailure(
          `unknown command ${JSON.stringify(name)} for "zbctl"\nRun 'zbctl --help' for usage.`,
        );
    });
  addFlags(program, GATEWAY_FLAGS);
  flags.set(program, GATEWAY_FLAGS);
  for (const definition of [...TOP_COMMANDS, ...GROUPED_COMMANDS]) {
    flags.set(mountCommand(program, definition, ZBCTL_CLIENT), definition.flags);
  }
  addCompletionCommands(program, flags);
  addHelpCommand(program, flagsOf);
  addCompleteCommand(program);
  wordErrors(program);
  return program;
}

const SHELL_FLAG: Flag = {
  name: 'shell',
  type: 'string',
  default: 'bash',
  description: 'Shell: bash, zsh or fish',
};

/** `generate completion --shell SHELL` and `completion SHELL`. */
function addCompletionCommands(program: Command, flags: Map<Command, readonly Flag[]>): void {
  const generate = groupOf(program, 'generate').command('completion');
  generate
    .summary('Print a completion script for zbctl')
    .description('Print a completion script for zbctl')
    .usage('[flags]')
    .action(({ shell }: { readonly shell: string }) => {
      // The text is that of the original, which forgot the blanks.
      if (!isShell(shell)) throw new ZbctlFailure(`Generating completion for shell${shell}not supported`);
      process.stdout.write(completionScript(shell, 'zbctl'));
    });
  addFlags(generate, [SHELL_FLAG]);
  flags.set(generate, [SHELL_FLAG]);
  const completion = program.command('completion').usage('[command]');
  const summary = 'Print a completion script for a shell';
  completion
    .summary(summary)
    .description(summary)
    .argument('[arguments...]')
    .action(() => completion.outputHelp());
  for (const shell of SHELLS) {
    completion
      .command(shell)
      .summary(`Print a completion script for ${shell}`)
      .description(`Print a completion script for ${shell}`)
      .usage('[flags]')
      .action(() => void process.stdout.write(completionScript(shell, 'zbctl')));
  }
}

function addHelpCommand(program: Command, flagsOf: (command: Command) => readonly Flag[]): void {
  program
    .command('help')
    .summary('Help about any command')
    .description('Help about any command')
    .usage('[command] [flags]')
    .argument('[path...]')
    .action((path: readonly string[]) => {
      let command: Command | undefined = program;
      for (const name of path) command = command?.commands.find((each) => each.name() === name);
      if (command === undefined) {
        const topic = path.map((name) => `\`${name}\``).join(' ');
        process.stderr.write(`Unknown help topic [${topic}]\n${usageText(program, flagsOf)}`);
      } else command.outputHelp();
    });
}

/** The command that the arguments name. */
function commandOf(program: Command, args: readonly string[]): Command {
  let command = program;
  for (const word of args) command = command.commands.find((each) => each.name() === word) ?? command;
  return command;
}

/** Gives commander's errors, which are thrown where they are found, the words of zbctl. */
function wordErrors(command: Command): void {
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : new CallFailure(wordsOf(error));
  });
  for (const child of command.commands) wordErrors(child);
}

function wordsOf({ code, message }: CommanderError): string {
  const quoted = /'([^']+)'/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.unknownOption':
      return quoted.startsWith('--')
        ? `unknown flag: ${quoted.split('=', 1)[0]}`
        : `unknown shorthand flag: '${quoted.charAt(1)}' in ${quoted}`;
    case 'commander.optionMissingArgument':
      return `flag needs an argument: ${/--[\w-]+/.exec(quoted)?.[0] ?? quoted}`;
    default:
      return message.replace(/^error: /, '');
  }
}
