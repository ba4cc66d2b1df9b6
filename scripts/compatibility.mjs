// Writes docs/compatibility.md from the golden transcripts of the engine. Build first: the transcripts are read with the
// BPMN reader of @grevy/bpmn.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync('npx', ['vitest', 'run', 'packages/engine/test/compatibility.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, UPDATE_COMPATIBILITY: '1' },
});
process.exit(status ?? 1);
