// The files of a deployment and their names: the path as given, unless `--resourceNames` has another one at its place.
import type { Resource } from '@grevy/client';
import { readFile } from 'node:fs/promises';
import type { FlagValues } from '../cli/flag-options.js';
import type { Flag } from '../cli/flag.js';
import { logLine } from './log-line.js';
import { SilentFailure, ZbctlFailure } from './zbctl-command.js';

export const RESOURCE_NAMES_FLAG: Flag = {
  name: 'resourceNames',
  type: 'strings',
  description: 'Names of the resources by position, separated by commas; by default the paths',
};

/**
 * @param what the arguments are called in an error
 * @throws ZbctlFailure if a file cannot be read or there are more names than paths
 */
export async function resourcesOf(
  paths: readonly string[],
  flags: FlagValues,
  what: 'resource' | 'process',
): Promise<readonly Required<Resource>[]> {
  const names = flags.list('resourceNames');
  if (names.length > paths.length) {
    throw new ZbctlFailure(
      `there are more resource names (${names.length}) than ${what} paths (${paths.length})`,
    );
  }
  const resources: Required<Resource>[] = [];
  // One after the other: the first that cannot be read ends it.
  for (const [index, path] of paths.entries()) resources.push(await resourceOf(path, names[index]));
  return resources;
}

async function resourceOf(path: string, name: string | undefined): Promise<Required<Resource>> {
  const content = await readFile(path).catch((error: unknown) => {
    const reason = reasonOf(error);
    const problem = `${reason === DIRECTORY ? 'read' : 'open'} ${path}: ${reason}`;
    if (name !== undefined) throw new ZbctlFailure(problem);
    logLine(problem);
    throw new SilentFailure();
  });
  return { name: name ?? path, content };
}

/** A folder can be opened, but not read. */
const DIRECTORY = 'is a directory';

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'no such file or directory';
    case 'EACCES':
      return 'permission denied';
    case 'EISDIR':
      return DIRECTORY;
    default:
      return String(code ?? error);
  }
}
