// Builds every package with the native TypeScript compiler (project references, incremental).
// `--quiet` prints nothing unless the build fails; arguments name packages to build alone.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('tsc-native/package.json')), 'bin', 'tsc');
const targets = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const result = spawnSync(process.execPath, [tsc, '-b', ...(targets.length > 0 ? targets : ['.'])], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
