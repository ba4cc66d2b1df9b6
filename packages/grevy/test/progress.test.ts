// The progress of long work: for people at a terminal, and for nobody else.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRIES, run, startProgram } from './run-program.js';
import { startServer, type RunningServer } from './running-server.js';

const ORDER = new URL('models/order.bpmn', import.meta.url).pathname;
let server: RunningServer;
const folder = mkdtempSync(join(tmpdir(), 'grevy-progress-'));
const OTHER = join(folder, 'other.bpmn');
beforeAll(async () => {
  server = await startServer(['--ephemeral']);
  writeFileSync(OTHER, readFileSync(ORDER, 'utf8').replace('id="order"', 'id="other"'));
  await run('grevy', ['deploy', ORDER, '--address', server.address]);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** What a terminal gets from a program, standard output and error together; `script` makes the terminal. */
function onTerminal(...args: readonly string[]): Promise<string> {
  const command = [process.execPath, ENTRIES.grevy, ...args, '--address', server.address]
    .map((word) => `'${word}'`)
    .join(' ');
  return new Promise((resolve, reject) => {
    const child = execFile('script', ['-qec', command, '/dev/null'], (error, stdout) =>
      error?.code === 'ENOENT' ? reject(error) : resolve(stdout),
    );
    child.stdin?.end();
  });
}

const CLEARED = '\r\u001B[2K';

describe.skipIf(!existsSync('/usr/bin/script'))('on a terminal', () => {
  it('a deployment shows its files, and leaves only its result', async () => {
    const shown = await onTerminal('deploy', ORDER, OTHER);
    expect(shown).toContain(`${CLEARED}Reading 1 of 2: `);
    expect(shown).toContain(`${CLEARED}Deploying 2 files (0 s)`);
    expect(shown.slice(shown.lastIndexOf(CLEARED) + CLEARED.length)).toMatch(
      /^process order, version 1, key \d+\r\n/,
    );
  });

  it('what waits for a result says so', async () => {
    const waiting = onTerminal('create', 'order', '--with-result', '--requestTimeout', '3s');
    expect(await waiting).toContain(`${CLEARED}Waiting for the result (1 s)`);
  });

  it('a worker shows what it has done, below its log', async () => {
    await run('grevy', ['create', 'order', '--variables', '{"n":1}', '--address', server.address]);
    const shown = await onTerminal(
      ...['create', 'worker', 'work', '--handler', 'cat', '--maxJobsHandle', '1', '--streamEnabled'],
    );
    expect(shown).toMatch(/\d active, 1 completed, 0 failed/);
    const lines = shown.split(/\r\n|\r/).map((line) => stripVTControlCharacters(line));
    expect(lines.some((line) => line.includes('Handler completed job'))).toBe(true);
  });

  it('there is none with --json', async () => {
    const shown = await onTerminal('deploy', ORDER, '--json');
    expect(shown).not.toContain(CLEARED);
    expect(JSON.parse(shown)).toMatchObject({ deployments: [{ process: { bpmnProcessId: 'order' } }] });
  });
});

it('without a terminal there is no progress', async () => {
  const { stderr, stdout } = await run('grevy', ['deploy', ORDER, '--address', server.address]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^process order, /);
});

it('a streaming worker of zbctl is pushed jobs, and takes those from before', async () => {
  const create = (n: number) =>
    run('grevy', ['create', 'order', '--variables', `{"n":${n}}`, '--address', server.address]);
  await create(2);
  const worker = startProgram(
    'zbctl',
    ['create', 'worker', 'work', '--handler', 'cat', '--streamEnabled', '--maxJobsHandle', '2'],
    { ZEEBE_ADDRESS: server.address, ZEEBE_INSECURE_CONNECTION: 'true' },
  );
  let log = '';
  worker.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = new Promise((resolve) => worker.on('close', resolve));
  await create(3);
  expect(await ended).toBe(0);
  expect(log).toMatch(/Handler completed job \d+ with variables \{"n":2\}/);
  expect(log).toMatch(/Handler completed job \d+ with variables \{"n":3\}/);
  expect(log).not.toContain('active,');
});
