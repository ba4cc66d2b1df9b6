// Compares zbctl with the tool that it stands in for, call by call. GREVY_REAL_ZBCTL is the path of that tool
// (go install github.com/camunda/zeebe/clients/go/v8/cmd/zbctl@v8.3.0).
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, type Finished } from './run-program.js';
import { startServer, type RunningServer } from './running-server.js';

const REAL = process.env['GREVY_REAL_ZBCTL'];
const ORDER = new URL('models/order.bpmn', import.meta.url).pathname;
if (REAL === undefined) console.log('Not compared with the real zbctl: GREVY_REAL_ZBCTL does not name one');

describe.skipIf(REAL === undefined)('zbctl and the real one say the same of', () => {
  let server: RunningServer;
  /** By flags: in the original, variables win over them, against its own help. */
  const argumentsOf = (line: string): string[] => [
    '--address',
    server.address,
    ...(line.includes('--insecure') ? [] : ['--insecure']),
    ...line.split(' '),
  ];

  beforeAll(async () => {
    server = await startServer(['--ephemeral']);
    await run('zbctl', argumentsOf(`deploy resource ${ORDER}`));
  });
  afterAll(() => server.stop());

  it.each([
    'status',
    'status -o json',
    'status -o xml',
    'status extra',
    'status --bogus',
    'status --requestTimeout 1x',
    'status --requestTimeout 1h2m3.5s',
    'status --host 127.0.0.1 --port 1',
    'status --insecure=false',
    'foo',
    'help foo',
    'cancel instance',
    'cancel instance 1 2',
    'cancel instance abc',
    'cancel instance 99999999999999999999',
    'cancel instance 2251799813685248',
    'cancel instance 5',
    'complete job 2251799813685248',
    'complete job 1 --variables [1]',
    'create instance order --version 7',
    'create instance nope',
    'create instance 2251799813685248',
    'create instance order --withResult=a,b --requestTimeout 5s',
    'activate jobs nothing --requestTimeout 5s',
    'activate jobs nothing --maxJobsToActivate 0 --requestTimeout 5s',
    'fail job 5',
    'fail job 2251799813685248 --retries -1',
    'throwError job 2251799813685248 --errorCode e',
    'update retries 2251799813685248 --retries 3',
    'update retries 4 --retries',
    'set variables 2251799813685248 --variables {"a":1}',
    'set variables 5 --variables 7 --local=false',
    'resolve incident 2251799813685248 -o json',
    'deploy x y --resourceNames a,b,c',
    'deploy resource none.bpmn --resourceNames a',
    'generate completion --shell tcsh',
  ])('%s', async (line) => {
    const args = argumentsOf(line);
    expect(comparable(await run('zbctl', args))).toEqual(comparable(await runReal(args)));
  });
});

function runReal(args: readonly string[]): Promise<Finished> {
  const child = spawn(REAL ?? '', args, {
    env: { HOME: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
}

/** JSON is compared by value, without tenants, which the 8.3 tool does not know; help texts by their usage line. */
function comparable({ exitCode, stdout, stderr }: Finished): unknown {
  const message = stderr.split('\n\n', 1)[0]?.replace(/T[\d.]+S/, 'TIME');
  return { exitCode, stdout: stdout.startsWith('{') ? withoutTenants(JSON.parse(stdout)) : stdout, message };
}

function withoutTenants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTenants);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'tenantId');
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutTenants(item)]));
}
