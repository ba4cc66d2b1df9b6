// The prompt of `grevy feel`: evaluates each line, remembers lines between runs, completes names with Tab.
import { BUILTINS, compile, type FeelRuntime, type FeelValue, type Lookup } from '@grevy/feel';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { MAX_HISTORY_LINES } from '../limits.js';
import { feelNotation, shownWarning } from './shown-value.js';

const HELP = `Type a FEEL expression, or
  NAME := EXPRESSION   give a variable a value
  .vars                show the variables
  .help                show this text
  .exit                leave (also Ctrl-D)`;
const COMMANDS = ['.vars', '.help', '.exit'];
const KEYWORDS = ['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'instance of'];
const ASSIGNMENT = /^\s*(\p{L}[\p{L}\p{N}_]*)\s*:=(.*)$/su;

/**
 * Reads and evaluates until the end of the input.
 * @param lookup variables that are there from the start
 * @param names of these variables
 */
export async function feelPrompt(
  lookup: Lookup,
  names: readonly string[],
  runtime: () => FeelRuntime,
): Promise<void> {
  const variables = new Map<string, FeelValue>();
  const lookupAll: Lookup = (name) => variables.get(name) ?? lookup(name);
  const known = (): string[] => [...new Set([...names, ...variables.keys()])];
  const historyFile = join(
    process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'),
    'grevy',
    'feel-history',
  );
  const prompt = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: 'feel> ',
    history: await readHistory(historyFile),
    historySize: MAX_HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string) => completionsOf(line, known()),
  });
  let history: readonly string[] = [];
  prompt.on('history', (lines: string[]) => (history = [...lines]));
  process.stdout.write('FEEL. Type .help for help, Ctrl-D to leave.\n');
  prompt.prompt();
  for await (const line of prompt) {
    const text = line.trim();
    if (text === '.exit') break;
    if (text === '.help') process.stdout.write(`${HELP}\n`);
    else if (text === '.vars') {
      for (const name of known()) process.stdout.write(`${name}: ${feelNotation(lookupAll(name) ?? null)}\n`);
    } else if (text !== '') {
      const [, name, expression = text] = ASSIGNMENT.exec(text) ?? [];
      const value = evaluateLine(expression, lookupAll, runtime());
      if (name !== undefined && value !== undefined) variables.set(name, value);
    }
    prompt.prompt();
  }
  prompt.close();
  await writeHistory(historyFile, history);
}

/** The value, printed; undefined when it failed. */
function evaluateLine(text: string, lookup: Lookup, runtime: FeelRuntime): FeelValue | undefined {
  const compiled = compile(text.trim().replace(/^=/, ''));
  if (!compiled.ok) {
    process.stdout.write(`${compiled.failure.message}\n`);
    return undefined;
  }
  const evaluation = compiled.expression.evaluate(lookup, runtime);
  for (const warning of evaluation.warnings) process.stdout.write(`${shownWarning(warning)}\n`);
  process.stdout.write(`${evaluation.ok ? feelNotation(evaluation.value) : evaluation.failure}\n`);
  return evaluation.ok ? evaluation.value : undefined;
}

/**
 * What the end of a line may become. Names of built-ins may hold blanks, so the longest ending that begins one counts.
 * @returns as `readline` wants it: the candidates, and the part of the line that they replace
 */
export function completionsOf(
  line: string,
  variables: readonly string[],
): [candidates: string[], part: string] {
  if (line.startsWith('.')) return [COMMANDS.filter((command) => command.startsWith(line)), line];
  const functions = [...new Set(BUILTINS.map(({ name }) => name))].map((name) => `${name}(`);
  const candidates = [...variables, ...functions, ...KEYWORDS].sort();
  const words = [...line.matchAll(/(?<![\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_ ]*$/gu)];
  const tail = words[0]?.[0] ?? '';
  for (let part = tail; part !== ''; part = part.includes(' ') ? part.slice(part.indexOf(' ') + 1) : '') {
    const matching = candidates.filter((candidate) => candidate.startsWith(part));
    if (matching.length > 0) return [matching, part];
  }
  return [[], ''];
}

/** Newest first, as `readline` wants it. A history that cannot be read is empty. */
async function readHistory(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, MAX_HISTORY_LINES);
}

/** A history that cannot be written is no reason to fail. */
async function writeHistory(file: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(() => undefined);
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 }).catch(() => undefined);
}
