import { mkdtemp, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, startProgram, type Finished } from './run-program.js';
import { startServer, type RunningServer } from './running-server.js';

const ORDER = new URL('models/order.bpmn', import.meta.url).pathname;

let server: RunningServer;
const zbctl = (...args: readonly string[]): Promise<Finished> =>
  run('zbctl', args, { env: { ZEEBE_ADDRESS: server.address, ZEEBE_INSECURE_CONNECTION: 'true' } });
const json = async (...args: readonly string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await zbctl(...args)).stdout) as Record<string, unknown>;

interface Job {
  readonly key: string;
  readonly retries: number;
  readonly variables: string;
}

const activate = async (): Promise<readonly Job[]> => {
  const { jobs } = await json(
    'activate',
    'jobs',
    'work',
    '--maxJobsToActivate',
    '50',
    '--requestTimeout',
    '3s',
  );
  return jobs as readonly Job[];
};

beforeAll(async () => {
  server = await startServer(['--ephemeral']);
  await zbctl('deploy', 'resource', ORDER);
});
afterAll(() => server.stop());

describe('zbctl', () => {
  it('deploys, and names a resource after its path or as told', async () => {
    expect(await json('deploy', 'resource', ORDER)).toMatchObject({
      deployments: [{ process: { bpmnProcessId: 'order', version: 1, resourceName: ORDER } }],
    });
    expect(await json('deploy', 'resource', ORDER, '--resourceNames', 'other.bpmn')).toMatchObject({
      deployments: [{ process: { resourceName: 'other.bpmn' } }],
    });
    expect(await json('deploy', ORDER, '--resourceNames=third.bpmn')).toMatchObject({
      processes: [{ resourceName: 'third.bpmn' }],
    });
  });

  it('prints the status as text, as JSON, and as an empty line', async () => {
    const text = await zbctl('status');
    expect(text.stdout).toMatch(/^Cluster size: 1\n[^]*Partition 1 : Leader, Healthy\n$/);
    expect(await json('status', '-o', 'json')).toMatchObject({ clusterSize: 1, gatewayVersion: '8.3.13' });
    expect(await zbctl('status', '--output=xml')).toEqual({ exitCode: 0, stdout: '\n', stderr: '' });
  });

  it('leads a job through failure, retries, variables and completion', async () => {
    const created = await json('create', 'instance', 'order', '--variables', '{"a": 1}');
    expect(created).toMatchObject({
      bpmnProcessId: 'order',
      processInstanceKey: expect.any(String) as string,
    });
    const instance = String(created['processInstanceKey']);
    const [job] = await activate();
    const key = job?.key ?? '';
    expect(job).toMatchObject({ retries: 3, variables: '{"a":1}', worker: 'zbctl' });
    expect(await zbctl('fail', 'job', key, '--retries', '2', '--retryBackoff', '0s')).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `Failed job with key '${key}' and set remaining retries to '2' and variables '{}' with retry backoff '0s'\n`,
    });
    expect(await zbctl('update', 'retries', key, '--retries=5')).toMatchObject({
      stdout: `Updated the retries of job with key '${key}' to '5'\n`,
    });
    const set = await zbctl('set', 'variables', instance, '--variables', '{"b": 2}', '--local');
    expect(set.stdout).toMatch(
      new RegExp(
        `^Set the variables of element instance with key '${instance}' to '\\{"b": 2\\}' with command '\\d+'\\n$`,
      ),
    );
    expect((await activate()).find((each) => each.key === key)).toMatchObject({
      retries: 5,
      variables: '{"a":1,"b":2}',
    });
    expect(await zbctl('complete', 'job', key, '-o', 'json')).toEqual({
      exitCode: 0,
      stdout: '{}\n',
      stderr: '',
    });
  });

  it('cancels an instance', async () => {
    const key = String((await json('create', 'instance', 'order'))['processInstanceKey']);
    expect((await zbctl('cancel', 'instance', key)).stdout).toBe(
      `Canceled process instance with key '${key}'\n`,
    );
  });

  it('prints an uncaught error of a job, and resolves its incident by the texts of the gateway', async () => {
    await zbctl('create', 'instance', 'order');
    const [job] = await activate();
    const thrown = await zbctl('throwError', 'job', job?.key ?? '', '--errorCode', 'bad');
    expect(thrown.stdout).toBe(`Threw error with code 'bad' on job with key ${job?.key}\n`);
    expect(await zbctl('resolve', 'incident', '2251799813685248')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^Error: rpc error: code = NotFound desc = Command 'RESOLVE' rejected with code 'NOT_FOUND': .*\n$/,
      ) as string,
    });
  });

  it('waits for a result no longer than the request may take', async () => {
    const { stderr, exitCode } = await zbctl(
      'create',
      'instance',
      'order',
      '--withResult',
      '--requestTimeout',
      '1s',
    );
    expect(stderr).toMatch(/^Error: rpc error: code = DeadlineExceeded desc = /);
    expect(exitCode).toBe(1);
  });
});

describe('the errors of zbctl', () => {
  const usage = (command: string): string => `Usage:\n  zbctl ${command} [flags]\n`;
  it.each([
    ['cancel instance', 'expects key as only positional argument', usage('cancel instance <key>')],
    [
      'cancel instance abc',
      'invalid argument "abc" for "key": strconv.ParseInt: parsing "abc": invalid syntax',
      usage('cancel instance <key>'),
    ],
    [
      'complete job 9223372036854775808',
      'invalid argument "9223372036854775808" for "key": strconv.ParseInt: parsing "9223372036854775808": value out of range',
      usage('complete job <key>'),
    ],
    ['create instance', 'accepts 1 arg(s), received 0', usage('create instance <processId or processKey>')],
    [
      'deploy resource',
      'requires at least 1 arg(s), only received 0',
      usage('deploy resource <resourcePath>...'),
    ],
    ['status extra', 'unknown command "extra" for "zbctl status"', usage('status')],
    ['status --bogus', 'unknown flag: --bogus', usage('status')],
    ['status -x', "unknown shorthand flag: 'x' in -x", usage('status')],
    ['set variables 5 --variables', 'flag needs an argument: --variables', usage('set variables <key>')],
    [
      'update retries 4 --retries abc',
      'invalid argument "abc" for "--retries" flag: strconv.ParseInt: parsing "abc": invalid syntax',
      usage('update retries <key>'),
    ],
    [
      'create instance p --version 99999999999',
      'invalid argument "99999999999" for "--version" flag: strconv.ParseInt: parsing "99999999999": value out of range',
      usage('create instance <processId or processKey>'),
    ],
    [
      'status --requestTimeout 5',
      'invalid argument "5" for "--requestTimeout" flag: time: missing unit in duration "5"',
      usage('status'),
    ],
    [
      'status --insecure=maybe',
      'invalid argument "maybe" for "--insecure" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
      usage('status'),
    ],
  ])('%s: with the usage', async (line, message, usageStart) => {
    const { stderr, stdout, exitCode } = await zbctl(...line.split(' '));
    expect(stderr.startsWith(`Error: ${message}\n${usageStart}`), stderr).toBe(true);
    expect([stdout, exitCode]).toEqual(['', 1]);
  });

  it.each([
    ['fail job 5', 'Error: required flag(s) "retries" not set\n'],
    ['publish message m', 'Error: required flag(s) "correlationKey" not set\n'],
    ['set variables 5', 'Error: required flag(s) "variables" not set\n'],
    ['foo', 'Error: unknown command "foo" for "zbctl"\nRun \'zbctl --help\' for usage.\n'],
    ['deploy x y --resourceNames a,b,c', 'Error: there are more resource names (3) than process paths (2)\n'],
    [
      'deploy resource x --resourceNames a,b',
      'Error: there are more resource names (2) than resource paths (1)\n',
    ],
    ['deploy resource none.bpmn --resourceNames a', 'Error: open none.bpmn: no such file or directory\n'],
    [
      'set variables 5 --variables 7',
      'Error: parameter "variables" requires a JSON object, got "7": json: cannot unmarshal number into Go value of type map[string]interface {}\n',
    ],
    [
      'status --host 127.0.0.1 --port 1',
      'Error: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:1: connect: connection refused"\n',
    ],
    [
      'status --insecure=false',
      'Error: rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: tls: first record does not look like a TLS handshake"\n',
    ],
  ])('%s: without the usage', async (line, stderr) => {
    expect(await zbctl(...line.split(' '))).toEqual({ exitCode: 1, stdout: '', stderr });
  });

  it('an unreadable file is a log line', async () => {
    const { stderr, exitCode } = await zbctl('deploy', 'resource', 'none.bpmn');
    expect(stderr).toMatch(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d open none\.bpmn: no such file or directory\n$/);
    expect(exitCode).toBe(1);
  });

  it('variables that are neither JSON nor a file say both', async () => {
    const { stderr } = await zbctl('broadcast', 'signal', 's', '--variables', 'nope');
    expect(stderr).toMatch(
      /^Error: invalid --variables passed\. Invalid file or parameter "variables" requires a JSON object, got "nope": /,
    );
  });

  it.each(['create', 'create foo', '', '--help', 'help create', 'deploy --help'])(
    '"zbctl %s" prints help and is no error',
    async (line) => {
      const { stdout, stderr, exitCode } = await zbctl(...line.split(' ').filter((word) => word !== ''));
      expect(stdout).toContain('Available Commands:\n');
      expect([stderr, exitCode]).toEqual(['', 0]);
    },
  );
});

describe('zbctl create worker', () => {
  it('completes and fails jobs as the handler says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'grevy-handler-'));
    const handler = join(folder, 'handler.mjs');
    await writeFile(
      handler,
      `const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { n } = JSON.parse(Buffer.concat(chunks).toString());
if (n === 1) console.log(JSON.stringify({ doubled: n * 2 }));
else { process.stderr.write('no luck'); process.exit(3); }
`,
    );
    await chmod(handler, 0o755);
    const good = run('grevy', [
      'create',
      'order',
      '--variables',
      '{"n":1}',
      '--with-result',
      '--requestTimeout',
      '60s',
      '--address',
      server.address,
    ]);
    await zbctl('create', 'instance', 'order', '--variables', '{"n":2}');
    const args = ['create', 'worker', 'work', '--handler', `${process.execPath} ${handler}`];
    const worker = startProgram('zbctl', args, {
      ZEEBE_ADDRESS: server.address,
      ZEEBE_INSECURE_CONNECTION: 'true',
    });
    let log = '';
    worker.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
    const ended = new Promise((resolve) => worker.on('close', resolve));
    const result = await good;
    while (!/Command failed to handle job/.test(log)) await new Promise((resolve) => setTimeout(resolve, 20));
    worker.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(JSON.parse(result.stdout)).toEqual({ n: 1, doubled: 2 });
    expect(log).toMatch(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d Activated job \d+ with variables \{"n":1\}$/m);
    expect(log).toMatch(/ Handler completed job \d+ with variables \{"doubled":2\}\n/);
    expect(log).toMatch(/ Command failed to handle job \d+ no luck\n/);
  });

  it('ends after as many jobs as it shall handle', async () => {
    await zbctl('create', 'instance', 'order');
    const { stderr, exitCode } = await zbctl(
      'create',
      'worker',
      'work',
      '--handler',
      'cat',
      '--maxJobsHandle',
      '1',
    );
    expect(stderr).toMatch(/ Activated job \d+ with variables \{.*\}\n.* Handler completed job \d+/);
    expect(exitCode).toBe(0);
  });
});

describe('completion', () => {
  it.each([
    [
      ['create', ''],
      ['instance', 'worker'],
    ],
    [['status', '--o'], ['--output']],
    [['status', '-o', 'j'], ['json']],
    [['--insec'], ['--insecure']],
    [['deploy', 'resource', 'file'], []],
  ])('of %j', async (words, candidates) => {
    const { stdout } = await zbctl('__complete', '--', ...words);
    expect(
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\t')[0]),
    ).toEqual(candidates);
  });

  it.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
    const { stdout, exitCode } = await zbctl('completion', shell);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('__complete --');
    const generated = await zbctl('generate', 'completion', '--shell', shell);
    expect(generated.stdout).toBe(stdout);
  });

  it('works in bash', async () => {
    const script = (await zbctl('completion', 'bash')).stdout;
    const folder = await mkdtemp(join(tmpdir(), 'grevy-bash-'));
    const program = join(folder, 'zbctl');
    const entry = new URL('../dist/zbctl-main.js', import.meta.url).pathname;
    await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`, { mode: 0o755 });
    const line = `COMP_WORDS=("${program}" cancel ""); COMP_CWORD=2; _zbctl_complete; echo "\${COMPREPLY[@]}"`;
    const { execFileSync } = await import('node:child_process');
    expect(execFileSync('bash', ['-c', `${script}\n${line}`], { encoding: 'utf8' })).toBe('instance\n');
  });
});
