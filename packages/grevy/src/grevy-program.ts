// The program `grevy`: its commands, and beside them those of zbctl. What a command needs is loaded when it runs, so
// that the small ones start fast.
import { Command, CommanderError } from 'commander';
import { ExitCode, reportOf, UsageFailure } from './cli/failure.js';
import { FlagFailure, FlagValues, addFlags, withBareValues } from './cli/flag-options.js';
import type { Flag } from './cli/flag.js';
import { GATEWAY_FLAGS, GREVY_CLIENT, gatewayOptions, type GatewayOptions } from './cli/gateway-options.js';
import type { OutputOptions } from './cli/output.js';
import type { CreateOptions } from './commands/create.js';
import type { DmnOptions } from './commands/dmn.js';
import type { FeelOptions } from './commands/feel.js';
import { addCompleteCommand, addCompletionCommand } from './completion/completion-commands.js';
import type { StartOptions } from './configuration/start-flags.js';
import type { ConfigOptions } from './commands/config.js';
import { GREVY_VERSION } from './version.js';
import { GROUPED_COMMANDS } from './zbctl/commands.js';
import { mountCommand } from './zbctl/mount-command.js';
import { ArgumentFailure, SilentFailure, ZbctlFailure } from './zbctl/zbctl-command.js';

/** Runs grevy; returns its exit code. */
export async function runGrevy(args: readonly string[]): Promise<number> {
  const flags: readonly Flag[] = [...GATEWAY_FLAGS, ...GROUPED_COMMANDS.flatMap((command) => command.flags)];
  const isJson = args.includes('--json');
  try {
    await buildProgram(isJson).parseAsync(withBareValues(args, flags), { from: 'user' });
    return ExitCode.OK;
  } catch (error) {
    if (error instanceof SilentFailure) return ExitCode.FAILURE;
    if (error instanceof CommanderError && error.exitCode === 0) return ExitCode.OK;
    // Without --json, commander has printed it.
    if (error instanceof CommanderError && !isJson) return ExitCode.USAGE;
    const { message, exitCode, code } = reportOf(asUsageFailure(error));
    process.stderr.write(
      isJson
        ? `${JSON.stringify({ error: { message, ...(code === undefined ? {} : { code }) } })}\n`
        : `grevy: ${message}\n`,
    );
    return exitCode;
  }
}

function buildProgram(isJson: boolean): Command {
  const program = new Command('grevy')
    .description('Runs BPMN processes, and looks after them. "grevy start" is where to begin.')
    .version(GREVY_VERSION, '-V, --version')
    .enablePositionalOptions()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride()
    .showHelpAfterError('Run it with --help to see how it is used.');
  if (isJson) program.configureOutput({ writeErr: () => undefined });
  addServerCommands(program.commandsGroup('Server:'));
  addGatewayCommands(program.commandsGroup('Processes:'));
  addLanguageCommands(program.commandsGroup('Expressions and decisions:'));
  program.commandsGroup('As zbctl has them:');
  const own = new Set(program.commands);
  for (const definition of GROUPED_COMMANDS) {
    addFlags(mountCommand(program, definition, GREVY_CLIENT), GATEWAY_FLAGS);
  }
  for (const command of program.commands) if (!own.has(command)) refuseUnknown(command);
  addCompletionCommand(program.commandsGroup('More:'));
  program.helpCommand('help [command]', 'Show help for a command');
  addCompleteCommand(program);
  return program;
}

/** Where zbctl shows a group's help and succeeds, a script must not take that for an answer. */
function refuseUnknown(group: Command): void {
  group.action(([name]: readonly string[]) => {
    const known = group.commands.map((command) => `${group.name()} ${command.name()}`).join(', ');
    throw new UsageFailure(
      name === undefined
        ? `${group.name()} what? There are: ${known}`
        : `unknown command "${group.name()} ${name}"; there are: ${known}`,
    );
  });
}

/** What is wrong with the flags and arguments of a command is wrong usage here. */
function asUsageFailure(error: unknown): unknown {
  // Its message is no text for people.
  if (error instanceof CommanderError && error.code === 'commander.help') {
    return new UsageFailure('Name a command; --help lists them');
  }
  const isUsage =
    error instanceof ArgumentFailure ||
    error instanceof FlagFailure ||
    error instanceof ZbctlFailure ||
    error instanceof CommanderError;
  return isUsage ? new UsageFailure(error.message.replace(/^error: /, '')) : error;
}

function addServerCommands(program: Command): void {
  program
    .command('start')
    .summary('Run the server')
    .description('Run the server until Ctrl-C. A second Ctrl-C stops it at once.')
    .option(
      '--data <directory>',
      'where everything is kept (ZEEBE_BROKER_DATA_DIRECTORY, default ./grevy-data)',
    )
    .option('--ephemeral', 'keep everything in memory only')
    .option('--host <host>', 'address to listen on (ZEEBE_GATEWAY_NETWORK_HOST, default 0.0.0.0)')
    .option('--port <port>', 'port for clients (ZEEBE_GATEWAY_NETWORK_PORT, default 26500)')
    .option('--management-port <port>', 'port for health and metrics (SERVER_PORT, default 9600)')
    .option('--records <file>', 'write every record to this file as a line of JSON')
    .option('--json', 'write the log as lines of JSON')
    .option(
      '--config <file>',
      'YAML file with settings (GREVY_CONFIG, default config/application.yaml if it exists)',
    )
    .action(async (options: StartOptions) => {
      const { start } = await import('./commands/start.js');
      await start(options);
    });
  program
    .command('config')
    .summary('Show the configuration')
    .description(
      'Show every setting with its value and where it comes from: a file, a variable or the default. Secrets are masked.',
    )
    .option(
      '--config <file>',
      'YAML file with settings (GREVY_CONFIG, default config/application.yaml if it exists)',
    )
    .option('--schema', 'print a JSON schema of the file instead')
    .option('--json', 'print JSON')
    .action(async (options: ConfigOptions) => {
      const { config } = await import('./commands/config.js');
      config(options);
    });
}

function addGatewayCommands(program: Command): void {
  const status = program
    .command('status')
    .summary('Show the state of the cluster')
    .description('Show the brokers and partitions of the cluster')
    .option('--json', 'print JSON')
    .action(async (options: OutputOptions, self: Command) => {
      const command = await import('./commands/status.js');
      await command.status(gatewayOf(self), options);
    });
  const deploy = program
    .command('deploy')
    .summary('Deploy files')
    .description('Deploy processes (.bpmn), decisions (.dmn) and forms (.form), all or none')
    .argument('<files...>', 'the files; their paths become the names of the resources')
    .option('--json', 'print JSON')
    .action(async (files: readonly string[], options: OutputOptions, self: Command) => {
      const command = await import('./commands/deploy.js');
      await command.deploy(files, gatewayOf(self), options);
    });
  const create = program
    .command('create')
    .summary('Start a process instance')
    .description('Start an instance of a process')
    .argument('<process>', 'id of the process, or key of one of its versions')
    .option('--variables <json>', 'variables: a JSON object, @FILE, or - for standard input')
    .option('--version <number>', 'version of the process; the latest by default')
    .option('--with-result', 'wait for the end and print the variables')
    .option('--fetch-variables <names>', 'print only these variables, separated by commas')
    .option('--json', 'print JSON')
    .action(async (process: string, options: CreateOptions, self: Command) => {
      const command = await import('./commands/create.js');
      await command.create(process, gatewayOf(self), options);
    });
  const cancel = program
    .command('cancel')
    .summary('Cancel a process instance')
    .description('Cancel a process instance')
    .argument('<key>', 'key of the process instance')
    .option('--json', 'print JSON')
    .action(async (key: string, options: OutputOptions, self: Command) => {
      const command = await import('./commands/cancel.js');
      await command.cancel(key, gatewayOf(self), options);
    });
  for (const command of [status, deploy, create, cancel]) {
    addFlags(command, GATEWAY_FLAGS);
    // `create` and `create instance` both have a flag `--version`: what stands behind the second is its own.
    command.enablePositionalOptions();
  }
}

function gatewayOf(command: Command): GatewayOptions {
  return gatewayOptions(FlagValues.of(command));
}

function addLanguageCommands(program: Command): void {
  program
    .command('feel')
    .summary('Evaluate FEEL expressions')
    .description('Evaluate a FEEL expression. Without one, start a prompt, or read it from standard input.')
    .argument('[expression]')
    .option('--context <json>', 'variables: a JSON object, @FILE, or - for standard input')
    .option('--unary <json>', 'evaluate unary tests against this input')
    .option('--now <moment>', 'the present, such as 2024-02-29T14:14:15+01:00[Europe/Berlin]')
    .option('--jsonl', 'answer requests on standard input, one JSON object per line')
    .option('--json', 'print JSON')
    .action(async (expression: string | undefined, options: FeelOptions) => {
      const { feel } = await import('./commands/feel.js');
      await feel(expression, options);
    });
  program
    .command('dmn')
    .summary('Evaluate DMN decisions')
    .description('List the decisions of a DMN file, or evaluate one.')
    .argument('[file]')
    .option('--decision <id>', 'the decision; not needed if there is only one')
    .option('--context <json>', 'input: a JSON object, @FILE, or - for standard input')
    .option('--audit', 'also print what was evaluated, with inputs and matched rules')
    .option('--now <moment>', 'the present, such as 2024-02-29T14:14:15+01:00[Europe/Berlin]')
    .option('--jsonl', 'answer requests on standard input, one JSON object per line')
    .option('--json', 'print JSON')
    .action(async (file: string | undefined, options: DmnOptions) => {
      const { dmn } = await import('./commands/dmn.js');
      await dmn(file, options);
    });
}
