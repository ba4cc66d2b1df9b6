// Completion of command lines: the candidates for the word at the end, from the commands themselves. The scripts for
// the shells (completion-script.ts) ask for them with the hidden command `__complete`.
import type { Command, Option } from 'commander';
import { SHELLS } from './completion-script.js';

export interface Candidate {
  readonly word: string;
  readonly description: string;
}

/** Values of flags and arguments that are known beforehand, by the name of the flag. */
const FLAG_VALUES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['--output', ['human', 'json']],
  ['-o', ['human', 'json']],
  ['--shell', SHELLS],
]);

/**
 * @param words the words behind the name of the program; the last one is being typed and may be empty
 * @returns nothing where files are to be completed
 */
export function candidatesFor(program: Command, words: readonly string[]): readonly Candidate[] {
  const current = words.at(-1) ?? '';
  let command = program;
  let previous: Option | undefined;
  for (const word of words.slice(0, -1)) {
    if (previous !== undefined) {
      previous = undefined;
      continue;
    }
    if (word.startsWith('-')) {
      const option = optionOf(command, word);
      previous = option?.required === true && !word.includes('=') ? option : undefined;
    } else {
      command = command.commands.find((each) => each.name() === word) ?? command;
    }
  }
  if (previous !== undefined) return valuesOf(previous, current);
  const all = current.startsWith('-') ? flagCandidates(command) : commandCandidates(command);
  return all.filter(({ word }) => word.startsWith(current));
}

function valuesOf(option: Option, current: string): readonly Candidate[] {
  const values = FLAG_VALUES.get(option.long ?? '') ?? [];
  return values.filter((word) => word.startsWith(current)).map((word) => ({ word, description: '' }));
}

function flagCandidates(command: Command): readonly Candidate[] {
  return optionsOf(command)
    .filter((option) => !option.hidden)
    .map((option) => ({ word: option.long ?? option.short ?? '', description: option.description }))
    .concat({ word: '--help', description: 'help' })
    .toSorted((left, right) => (left.word < right.word ? -1 : 1));
}

function commandCandidates(command: Command): readonly Candidate[] {
  return command.commands
    .filter((each) => !each.name().startsWith('__'))
    .map((each) => ({ word: each.name(), description: each.summary() || each.description() }))
    .toSorted((left, right) => (left.word < right.word ? -1 : 1));
}

function optionOf(command: Command, word: string): Option | undefined {
  const name = word.split('=', 1)[0];
  return optionsOf(command).find((option) => option.long === name || option.short === name);
}

/** Those of the command and of all above it. */
function optionsOf(command: Command): readonly Option[] {
  return command.parent === null ? command.options : [...command.options, ...optionsOf(command.parent)];
}
