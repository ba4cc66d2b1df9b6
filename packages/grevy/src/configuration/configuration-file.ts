// Which configuration file `grevy start` and `grevy config` read.
import { existsSync } from 'node:fs';

/** Read when nothing names a file and it exists, relative to the working directory. */
const USUAL_FILE = 'config/application.yaml';

/** The flag, then the variable GREVY_CONFIG, then the usual place; undefined for none. */
export function configurationFile(
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const named = flag ?? environment['GREVY_CONFIG'];
  if (named !== undefined && named !== '') return named;
  return existsSync(USUAL_FILE) ? USUAL_FILE : undefined;
}
