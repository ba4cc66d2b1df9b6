// Help texts of zbctl in the layout of the tool that it stands in for.
import type { Command } from 'commander';
import { durationText } from '../cli/duration.js';
import type { Flag } from '../cli/flag.js';
import { isRunnable, pathOf, type FlagsOf } from './zbctl-call.js';

/** Commands are padded to at least so many characters. */
const MIN_NAME_WIDTH = 11;

/** Help: what the command does, and its usage. */
export function helpText(command: Command, flagsOf: FlagsOf): string {
  return `${command.description()}\n\n${usageText(command, flagsOf)}`;
}

/** How the command is called: usage lines, commands, flags. */
export function usageText(command: Command, flagsOf: FlagsOf, hasHelpFlag = true): string {
  const path = [rootOf(command).name(), ...pathOf(command)].join(' ');
  const commands = command.commands
    .filter((each) => !each.name().startsWith('__'))
    .toSorted((left, right) => compare(left.name(), right.name()));
  const isRoot = command.parent === null;
  const usageLines = [
    ...(isRunnable(command) ? [`  ${path} ${command.usage()}`.trimEnd()] : []),
    ...(commands.length > 0 ? [`  ${path} [command]`] : []),
  ];
  const sections = [
    ['Usage:', ...usageLines],
    ...(commands.length > 0 ? [['Available Commands:', ...commandLines(commands)]] : []),
    ['Flags:', ...flagLines([...flagsOf(command), ...(hasHelpFlag ? [helpFlag(command)] : [])])],
    ...(isRoot ? [] : [['Global Flags:', ...flagLines(flagsOf(rootOf(command)))]]),
    ...(commands.length > 0
      ? [[`Use "${path} [command] --help" for more information about a command.`]]
      : []),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

function commandLines(commands: readonly Command[]): string[] {
  const width = Math.max(MIN_NAME_WIDTH, ...commands.map((command) => command.name().length));
  return commands.map((command) => `  ${command.name().padEnd(width)} ${command.summary()}`);
}

function helpFlag(command: Command): Flag {
  return { name: 'help', short: 'h', type: 'bool', bare: 'true', description: `help for ${command.name()}` };
}

function flagLines(flags: readonly Flag[]): string[] {
  const shown = flags
    .filter((flag) => flag.hidden !== true)
    .toSorted((left, right) => compare(left.name, right.name));
  const terms = shown.map(termOf);
  const width = Math.max(...terms.map((term) => term.length));
  return shown.map(
    (flag, index) => `${(terms[index] ?? '').padEnd(width)}   ${flag.description}${defaultText(flag)}`,
  );
}

function termOf({ name, short, type, bare }: Flag): string {
  const start = short === undefined ? '      ' : `  -${short}, `;
  const value = type === 'bool' ? '' : ` ${type}${bare === undefined ? '' : `[=${bare}]`}`;
  return `${start}--${name}${value}`;
}

function defaultText({ type, default: value }: Flag): string {
  if (value === undefined) return '';
  if (type === 'duration') return ` (default ${durationText(Number(value))})`;
  return type === 'string' ? ` (default ${JSON.stringify(value)})` : ` (default ${String(value)})`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
