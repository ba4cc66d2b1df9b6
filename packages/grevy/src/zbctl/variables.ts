// The flag `--variables`: a JSON object, and for some commands a file that holds one.
import { readFile } from 'node:fs/promises';
import type { FlagValues } from '../cli/flag-options.js';
import type { Flag } from '../cli/flag.js';
import { jsonProblem } from './json-problem.js';
import { ZbctlFailure } from './zbctl-command.js';

export const VARIABLES_FLAG: Flag = {
  name: 'variables',
  type: 'string',
  default: '{}',
  description: 'Variables, a JSON object',
};

export const VARIABLES_OR_FILE_FLAG: Flag = {
  ...VARIABLES_FLAG,
  description: 'Variables, a JSON object or the path of a file with one',
};

/**
 * The text as given, which is a JSON object.
 * @throws ZbctlFailure
 */
export function variablesOf(flags: FlagValues): string {
  return checked(flags.text('variables'));
}

/** As `variablesOf`; a text that is no JSON object is the path of a file. */
export async function variablesOrFileOf(flags: FlagValues): Promise<string> {
  const text = flags.text('variables');
  if (problemOf(text) === undefined) return text;
  const content = await readFile(text, 'utf8').catch(() => undefined);
  if (content !== undefined) return checked(content);
  try {
    return checked(text);
  } catch (error) {
    if (!(error instanceof ZbctlFailure)) throw error;
    throw new ZbctlFailure(`invalid --variables passed. Invalid file or ${error.message}`);
  }
}

function checked(text: string): string {
  const problem = variablesProblem(text);
  if (problem === undefined) return text;
  throw new ZbctlFailure(problem);
}

/** What is wrong with variables; undefined if they are a JSON object. */
export function variablesProblem(text: string): string | undefined {
  const problem = problemOf(text);
  return problem === undefined
    ? undefined
    : `parameter "variables" requires a JSON object, got ${JSON.stringify(text)}: ${problem}`;
}

/** What keeps the text from being a JSON object; null counts as an empty one. */
function problemOf(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return jsonProblem(text) ?? String(error);
  }
  if (typeof value === 'object' && !Array.isArray(value)) return undefined;
  const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return `json: cannot unmarshal ${type} into Go value of type map[string]interface {}`;
}
