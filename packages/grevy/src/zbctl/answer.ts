// How zbctl's commands print an answer: JSON, or for those with `--output` a sentence.
import type { FlagValues } from '../cli/flag-options.js';
import type { Flag } from '../cli/flag.js';
import { prettyJson } from '../cli/output.js';

export const OUTPUT_FLAG: Flag = {
  name: 'output',
  short: 'o',
  type: 'string',
  default: 'human',
  description: 'Form of the output: human or json',
};

export function printJson(answer: object): void {
  process.stdout.write(prettyJson(answer));
}

/** Another form than the two prints an empty line. */
export function printAnswer(flags: FlagValues, sentence: string, answer: object): void {
  switch (flags.text('output')) {
    case 'human':
      process.stdout.write(`${sentence}\n`);
      return;
    case 'json':
      printJson(answer);
      return;
    default:
      process.stdout.write('\n');
  }
}
