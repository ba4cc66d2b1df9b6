// Reads a command line as the tool does that zbctl stands in for, with its errors: which command is meant, which flags
// have which values, what is left as arguments. Commander then gets it in a form that has one reading only.
import type { Command } from 'commander';
import { FlagFailure, flagValueOf } from '../cli/flag-options.js';
import type { Flag } from '../cli/flag.js';
import { ZbctlFailure } from './zbctl-command.js';
import { suggestionsFor } from './suggestions.js';

export interface ZbctlCall {
  readonly command: Command;
  readonly asksForHelp: boolean;
  /** The same call for commander. */
  readonly canonical: readonly string[];
}

/** What is wrong with the flags of a call; the usage of the command is shown with it. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';

  constructor(
    message: string,
    readonly command: Command,
  ) {
    super(message);
  }
}

export type FlagsOf = (command: Command) => readonly Flag[];

/**
 * @param flagsOf the flags that a command has itself
 * @throws CallFailure, ZbctlFailure for an unknown command
 */
export function readCall(program: Command, words: readonly string[], flagsOf: FlagsOf): ZbctlCall {
  const { command, rest } = commandIn(program, words, flagsOf);
  const [unknown] = argumentsIn(rest, allFlags(command, flagsOf));
  if (command === program && unknown !== undefined) throw unknownCommand(program, unknown);
  const { values, args } = readFlags(command, rest, [...allFlags(command, flagsOf), HELP]);
  const help = values.filter(({ flag }) => flag === HELP).at(-1);
  const given = values.filter(({ flag }) => flag !== HELP).map(({ flag, text }) => `--${flag.name}=${text}`);
  return {
    command,
    asksForHelp: !isRunnable(command) || (help !== undefined && flagValueOf(HELP, help.text) === true),
    canonical: [...pathOf(command), ...given, '--', ...args],
  };
}

/** The command that the words name, as far as they name one. */
export function commandIn(
  program: Command,
  words: readonly string[],
  flagsOf: FlagsOf,
): { readonly command: Command; readonly rest: readonly string[] } {
  let command = program;
  let rest = words;
  for (;;) {
    const [name] = argumentsIn(rest, allFlags(command, flagsOf));
    const child = command.commands.find((each) => each.name() === name);
    if (name === undefined || child === undefined) return { command, rest };
    rest = without(rest, name, allFlags(command, flagsOf));
    command = child;
  }
}

/** A command that only has others below it shows its help. */
export function isRunnable(command: Command): boolean {
  return command.usage() !== '[command]';
}

export function pathOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

const HELP: Flag = { name: 'help', short: 'h', type: 'bool', bare: 'true', description: '' };

/** Those of the command and of all above it. While the command is looked for, `--help` is not yet known. */
function allFlags(command: Command, flagsOf: FlagsOf): readonly Flag[] {
  const own = flagsOf(command);
  return command.parent === null ? own : [...own, ...allFlags(command.parent, flagsOf)];
}

/** Positions of the words that are no flags, nor values of flags; before `--`. */
function argumentPositions(words: readonly string[], flags: readonly Flag[]): readonly number[] {
  const positions: number[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') break;
    const isFlag = word.startsWith('-') && word !== '-';
    if (isFlag && takesNext(word, flags)) index++;
    else if (!isFlag && word !== '') positions.push(index);
  }
  return positions;
}

/** An unknown flag is believed to take a value. */
function takesNext(word: string, flags: readonly Flag[]): boolean {
  if (word.includes('=') || (!word.startsWith('--') && word.length > 2)) return false;
  const flag = flags.find(({ name, short }) => word === `--${name}` || word === `-${short ?? ''}`);
  return flag?.bare === undefined;
}

function argumentsIn(words: readonly string[], flags: readonly Flag[]): readonly string[] {
  return argumentPositions(words, flags).map((position) => words[position] ?? '');
}

function without(words: readonly string[], name: string, flags: readonly Flag[]): readonly string[] {
  const position = argumentPositions(words, flags).find((each) => words[each] === name);
  return words.filter((_, index) => index !== position);
}

interface GivenFlag {
  readonly flag: Flag;
  readonly text: string;
}

function readFlags(
  command: Command,
  words: readonly string[],
  flags: readonly Flag[],
): { readonly values: readonly GivenFlag[]; readonly args: readonly string[] } {
  const values: GivenFlag[] = [];
  const args: string[] = [];
  const waiting = [...words];
  const fail = (message: string): never => {
    throw new CallFailure(message, command);
  };
  const take = (flag: Flag, text: string): void => {
    try {
      flagValueOf(flag, text);
    } catch (error) {
      if (error instanceof FlagFailure) fail(error.message);
      throw error;
    }
    values.push({ flag, text });
  };
  const readLong = (word: string): void => {
    const [, name = '', text] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
    if (name === '' || name.startsWith('-')) fail(`bad flag syntax: ${word}`);
    const flag = flags.find((each) => each.name === name);
    if (flag === undefined) return fail(`unknown flag: --${name}`);
    take(flag, text ?? flag.bare ?? waiting.shift() ?? fail(`flag needs an argument: --${name}`));
  };
  const readShort = (word: string): void => {
    for (let letters = word.slice(1); letters !== '';) {
      const [letter = ''] = letters;
      const flag = flags.find(({ short }) => short === letter);
      if (flag === undefined) return fail(`unknown shorthand flag: '${letter}' in -${letters}`);
      const behind = letters.slice(letter.length);
      if (behind.length > 1 && behind.startsWith('=')) return take(flag, behind.slice(1));
      if (flag.bare === undefined) {
        const text = behind === '' ? waiting.shift() : behind;
        return take(flag, text ?? fail(`flag needs an argument: '${letter}' in -${letters}`));
      }
      take(flag, flag.bare);
      letters = behind;
    }
  };
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (word === '--') args.push(...waiting.splice(0));
    else if (word.startsWith('--')) readLong(word);
    else if (word.startsWith('-') && word !== '-') readShort(word);
    else args.push(word);
  }
  return { values, args };
}

function unknownCommand(program: Command, name: string): ZbctlFailure {
  const names = program.commands.map((command) => command.name()).filter((each) => !each.startsWith('__'));
  const suggestions = suggestionsFor(name, names);
  const hint = suggestions.length === 0 ? '' : `\n\nDid you mean this?\n\t${suggestions.join('\n\t')}\n`;
  return new ZbctlFailure(
    `unknown command ${JSON.stringify(name)} for "${program.name()}"${hint}\nRun '${program.name()} --help' for usage.`,
  );
}
