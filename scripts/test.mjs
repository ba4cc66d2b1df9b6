// Runs everything that must hold: build, lint, tests. The last line says how many tests passed and failed.
// Arguments are passed on to Vitest; with arguments the lint and the types of the tests are left out.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const report = join(root, 'node_modules', '.test-report.json');
const selected = process.argv.slice(2);

function run(title, command, args) {
  console.log(`\n== ${title}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  return status === 0;
}

const bin = (name) => join(root, 'node_modules', '.bin', name);
let ok = run('build', process.execPath, ['scripts/build.mjs']);
if (ok && selected.length === 0) {
  ok = run('types of the tests', bin('tsc'), ['-p', 'tsconfig.tests.json']) && ok;
  ok = run('eslint', bin('eslint'), ['.']) && ok;
  ok = run('prettier', bin('prettier'), ['--check', '--log-level', 'warn', '.']) && ok;
}
rmSync(report, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const tested = run('tests', bin('vitest'), ['run', ...reporters, ...selected]);

const {
  numPassedTests = 0,
  numFailedTests = 0,
  numPendingTests = 0,
} = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
// A failed build or lint counts as a failed test, so that the closing line never looks better than the run was.
const failed = Math.max(numFailedTests, tested ? 0 : 1) + (ok ? 0 : 1);
console.log(
  `\n${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`,
);
process.exit(failed === 0 ? 0 : 1);
