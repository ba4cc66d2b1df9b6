// Compares zbctl with the tool that it stands in for, call by call: what they print and how they exit. The tool is built
// from its module where Go is installed; GREVY_REAL_ZBCTL names another one.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chargeProcess } from './clients/models/charge-process.js';
import { discountDecision } from './clients/models/discount-decision.js';
import { emptyProcess } from './clients/models/empty-process.js';
import { zbctl } from './clients/toolchains.js';
import { ENTRIES, run, type Finished } from './run-program.js';
import { startServer, type RunningServer } from './running-server.js';

const REAL = process.env['GREVY_REAL_ZBCTL'] ?? (await zbctl('8.3.0'))?.command;
const ORDER = new URL('models/order.bpmn', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'grevy-parity-'));
/** A key that nothing has. */
const KEY = '2251799813685248';

/** Lines are split at blanks; `ORDER` is a process, the other files are in the working directory. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  'the status': [
    'status',
    'status -o json',
    'status -ojson',
    'status -o=json',
    'status --output=json=x',
    'status -o json -o human',
    'status -o xml',
    'status extra',
    'status -',
    'status -- extra',
    '-- status',
    'status --requestTimeout 1h2m3.5s',
    'status --requestTimeout -5s',
    'status --requestTimeout 0s',
  ],
  'flags that cannot be read': [
    'status --bogus',
    'status --bogus=1',
    'status --bogus --help',
    '--bogus status',
    '-x status',
    'status -x',
    'status -hx',
    'status -xh',
    'status ---x',
    'status --=x',
    'status -o',
    'status --output',
    'status --requestTimeout 1x',
    'status --requestTimeout 5',
    'status --requestTimeout abc',
    'status --requestTimeout=',
    'status --requestTimeout 1s1',
    'status --requestTimeout 1e3s',
    'status --requestTimeout 9999999h',
    '--requestTimeout status',
    'status --insecure=maybe',
    'status --insecure false',
    'cancel --bogus',
    'cancel instance -5',
    'fail job 5 --retries 1.5',
    'fail job 5 --retries 0x1',
    'fail job 5 --retries 010',
    'create instance order --version 99999999999',
    'create worker w --handler x --pollThreshold 1e400',
    'create worker w --handler x --concurrency 99999999999999999999',
    'set variables 5 --variables {} --local=x',
  ],
  'commands that are not there': [
    'foo',
    'foo bar',
    'STATUS',
    'stat',
    'creat',
    'versio --foo',
    'cancel foo',
    'cancel foo --bogus',
    'help foo',
    'help foo bar',
    'generate foo',
    'completion foo',
  ],
  help: [
    '',
    'help',
    '-h',
    '-h status',
    'help help',
    'help status extra',
    'help completion bash',
    'status --help=true',
    'status --help=false',
    'create',
    'create -h instance',
    'create instance -h',
    'create worker -h',
    'deploy -h',
    'deploy resource -h',
    'publish message -h',
    'evaluate decision -h',
    'generate completion -h',
    'completion',
    'completion bash -h',
    'completion powershell -h',
  ],
  'arguments that are wrong': [
    'cancel instance',
    'cancel instance 1 2',
    'cancel instance abc',
    'cancel instance 0x10',
    'cancel instance 99999999999999999999',
    'complete job x',
    'create instance',
    'create instance a b',
    'activate jobs a b',
    'deploy',
    'deploy resource',
    'generate completion x',
    'completion bash x',
    'version extra',
    'broadcast signal',
    'fail job x --retries 1',
  ],
  'flags that are missing': [
    'fail job 5',
    'throwError job 5',
    'update retries 4',
    'set variables 5',
    'publish message m',
    'create worker w',
  ],
  files: [
    'deploy none.bpmn',
    'deploy resource none.bpmn none2.bpmn',
    'deploy resource none.bpmn --resourceNames a',
    'deploy resource .',
    'deploy x y --resourceNames a,b,c',
    `deploy resource ${ORDER} --resourceNames a,b`,
    'deploy text.txt',
    'deploy resource text.txt',
    `deploy ${ORDER}`,
    `deploy resource ${ORDER}`,
    `deploy resource ${ORDER} --resourceNames other.bpmn`,
    'broadcast signal s --variables v.json',
    'broadcast signal s --variables array.json',
    'broadcast signal s --variables text.txt',
    'broadcast signal s --variables none.json',
    'publish message m --correlationKey k --variables v.json',
    'evaluate decision d --variables none.json',
  ],
  'variables that are no JSON object': [
    '{',
    '[1]',
    'null',
    'true',
    '"x"',
    '{"a":}',
    '{"a":1}x',
    '{a:1}',
    "{'a':1}",
    'tru',
    'nope',
    '-',
    '{"a":01}',
    '{"a":1,}',
    '{"a":[1,]}',
    '{"a":[1}',
    '{"a"}',
    '{"a":"\\x"}',
    '{"a":"\\u12G4"}',
    '{"a":1.}',
    '{"a":1e}',
    '{"ä":ü}',
    '💥',
  ].map((text) => `complete job ${KEY} --variables ${text}`),
  'calls of the gateway': [
    `cancel instance ${KEY}`,
    'cancel instance 5',
    `complete job ${KEY}`,
    `complete job ${KEY} -o json`,
    'create instance order',
    'create instance order --version 7',
    'create instance nope',
    `create instance ${KEY}`,
    'create instance order --withResult=a,b --requestTimeout 5s',
    'activate jobs nothing --requestTimeout 5s',
    'activate jobs nothing --maxJobsToActivate 0 --requestTimeout 5s',
    'activate jobs nothing --timeout 0s --requestTimeout 5s',
    `fail job ${KEY} --retries -1`,
    `fail job ${KEY} --retries 1 --retryBackoff -1s`,
    `throwError job ${KEY} --errorCode e`,
    `update retries ${KEY} --retries 3`,
    `set variables ${KEY} --variables {"a":1}`,
    'set variables 5 --variables 7 --local=false',
    `resolve incident ${KEY} -o json`,
    `delete resource ${KEY}`,
    'broadcast signal s',
    'publish message m --correlationKey k --ttl 0s',
    'evaluate decision d',
    'evaluate decision discount --variables {"total":250}',
    'evaluate decision discount --variables {"total":"x"}',
    'create instance empty --withResult --variables {"a":1.50,"b":null}',
    'create instance empty --withResult=a,zz --variables {"a":[1,2],"b":"ü"}',
    'activate jobs charging --worker me --variables total',
    'deploy resource discount.dmn empty.bpmn',
    `evaluate decision ${KEY}`,
    'generate completion --shell tcsh',
  ],
  'connections that fail': [
    'status --host 127.0.0.1 --port 1',
    'status --host 127.0.0.1 --port abc',
    'status --host 127.0.0.1 --port 99999',
    'status --host nowhere.invalid --port 1',
    'status --insecure=false',
    'status --insecure=false --certPath none.pem',
    'status --clientId a',
    'status --clientSecret a',
  ],
};

if (REAL === undefined) console.log('Not compared with the real zbctl: there is none');

describe.skipIf(REAL === undefined)('zbctl and the real one say the same', () => {
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
    writeFileSync(join(folder, 'v.json'), '{"x":1}');
    writeFileSync(join(folder, 'array.json'), '[1]');
    writeFileSync(join(folder, 'text.txt'), 'hi\n');
    writeFileSync(join(folder, 'discount.dmn'), discountDecision('discount'));
    writeFileSync(join(folder, 'empty.bpmn'), emptyProcess('empty'));
    writeFileSync(join(folder, 'charge.bpmn'), chargeProcess('charging'));
    const files = ['discount.dmn', 'empty.bpmn', 'charge.bpmn'].map((name) => join(folder, name));
    const { stderr } = await run('zbctl', argumentsOf(`deploy resource ${ORDER} ${files.join(' ')}`));
    expect(stderr).toBe('');
    // A job for each of the two.
    for (let count = 0; count < 2; count++) {
      await run('zbctl', argumentsOf('create instance charging --variables {"total":5,"note":"x"}'));
    }
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const calls = Object.entries(CALLS).flatMap(([topic, lines]) =>
    lines.map((line) => [topic, line] as const),
  );
  it.concurrent.each(calls)('of %s: %s', { timeout: 60_000 }, async (_, line) => {
    const args = argumentsOf(line);
    const ours = await execute(process.execPath, [ENTRIES.zbctl, ...args]);
    expect(comparable(ours)).toEqual(comparable(await execute(REAL ?? '', args)));
  });
});

function execute(command: string, args: readonly string[]): Promise<Finished> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { HOME: '/nonexistent', PATH: process.env['PATH'], TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
}

function comparable({ exitCode, stdout, stderr }: Finished): unknown {
  return {
    exitCode,
    stdout: stdout.startsWith('{') ? withoutTenants(JSON.parse(withoutKeys(stdout))) : withoutWords(stdout),
    stderr: withoutWords(
      stderr
        .replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /, 'DATE ')
        .replace(/PT[\d.]+S/, 'TIME')
        // The original names the name server.
        .replace(/ on \S+: no such host/, ': no such host'),
    ),
  };
}

/** Without keys and versions of what each of the two calls has made: other calls deploy the same process meanwhile. */
function withoutKeys(json: string): string {
  return json
    .replace(/"\d{16}"/g, '"KEY"')
    .replace(/"version": +\d+/g, '"version": "VERSION"')
    .replace(/"deadline": +"\d+"/g, '"deadline": "TIME"');
}

/** The 8.3 tool does not know tenants. */
function withoutTenants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTenants);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'tenantId');
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutTenants(item)]));
}

/** What came after 8.3. */
const NEWER = /^ +(--scope|--streamEnabled|timeout +)/;
const TERM =
  /^( +(?:-\w, )?--[\w-]+(?: (?:string|strings|int32|int|float|duration)(?:\[=.*?\])?)?| {2}[a-zA-Z]+) .*$/;

/** Help as far as it is no prose: usage lines, commands, flags with their types. */
function withoutWords(text: string): string {
  const start = text.search(/^Usage:$/m);
  if (start < 0) return text;
  const problem = text.startsWith('Error: ') || text.startsWith('Unknown ') ? text.slice(0, start) : '';
  const lines = text.slice(start).split('\n');
  const isUsage = (line: string): boolean => line.startsWith('  zbctl ');
  return (
    problem +
    lines
      .filter((line) => !NEWER.test(line))
      .map((line) => (isUsage(line) ? line : line.replace(TERM, '$1')))
      .join('\n')
  );
}
