// The commands behind completion: `completion SHELL` prints a script, the hidden `__complete` answers such a script.
import type { Command } from 'commander';
import { UsageFailure } from '../cli/failure.js';
import { candidatesFor } from './complete.js';
import { SHELLS, completionScript, isShell } from './completion-script.js';

export function addCompleteCommand(program: Command): void {
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action((words: readonly string[]) => {
      for (const { word, description } of candidatesFor(program, words)) {
        process.stdout.write(`${word}\t${description}\n`);
      }
    });
}

export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .summary('Print a completion script for a shell')
    .description(`Print a completion script for a shell: ${SHELLS.join(', ')}`)
    .argument('<shell>', SHELLS.join(', '))
    .action((shell: string) => {
      if (!isShell(shell)) throw new UsageFailure(`Shells are ${SHELLS.join(', ')}, but got "${shell}"`);
      process.stdout.write(completionScript(shell, program.name()));
    });
}
