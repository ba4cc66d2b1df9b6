import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, type Finished, type RunOptions } from './run-program.js';
import { startServer, type RunningServer } from './running-server.js';

const ORDER = new URL('models/order.bpmn', import.meta.url).pathname;

let server: RunningServer;
let deployed: Finished;
const grevy = (args: readonly string[], options: RunOptions = {}): Promise<Finished> =>
  run('grevy', args, { ...options, env: { ZEEBE_ADDRESS: server.address, ...options.env } });

beforeAll(async () => {
  server = await startServer(['--ephemeral']);
  deployed = await grevy(['deploy', ORDER]);
});
afterAll(() => server.stop());

describe('commands against a running server', () => {
  it('deploy says what came of each file', () => {
    expect(deployed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(deployed.stdout).toMatch(/^process order, version 1, key 2251799813685\d+\n$/);
  });

  it('status shows the cluster', async () => {
    const { stdout } = await grevy(['status']);
    expect(stdout).toBe(`Cluster size: 1
Partitions count: 1
Replication factor: 1
Gateway version: 8.3.13
Brokers:
  Broker 0 - 0.0.0.0:26501
    Version: 8.3.13
    Partition 1 : Leader, Healthy
`);
  });

  it('create starts an instance, cancel ends it', async () => {
    const created = await grevy(['create', 'order', '--variables', '{"total": 9007199254740993}', '--json']);
    const instance = JSON.parse(created.stdout) as Record<string, unknown>;
    expect(instance).toMatchObject({ bpmnProcessId: 'order', version: 1, tenantId: '<default>' });
    const key = String(instance['processInstanceKey']);
    const cancelled = await grevy(['cancel', key]);
    expect(cancelled).toEqual({ exitCode: 0, stdout: `Cancelled process instance ${key}\n`, stderr: '' });
    const again = await grevy(['cancel', key]);
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toMatch(/^grevy: Command 'CANCEL' rejected with code 'NOT_FOUND'.*\(NOT_FOUND\)\n$/);
  });

  it('create takes the key of a process, and variables from standard input', async () => {
    const key = /key (\d+)/.exec(deployed.stdout)?.[1] ?? '';
    const created = await grevy(['create', key, '--variables', '-'], {
      input: '{"total": 12345678901234567890}',
    });
    expect(created.stdout).toMatch(/^\d+ \(order, version 1\)\n$/);
    const jobs = await grevy(['activate', 'jobs', 'work', '--maxJobsToActivate', '100']);
    expect(jobs.stdout).toContain('"variables": "{\\"total\\":12345678901234567890}"');
  });

  it('create --with-result waits for the variables', async () => {
    const args = [
      'create',
      'order',
      '--variables',
      '{"a":1,"b":2}',
      '--with-result',
      '--fetch-variables',
      'a',
      '--requestTimeout',
      '60s',
    ];
    const waiting = grevy(args);
    let completed = false;
    while (!completed) {
      const { stdout } = await grevy([
        'activate',
        'jobs',
        'work',
        '--maxJobsToActivate',
        '9',
        '--requestTimeout',
        '2s',
      ]);
      const { jobs } = JSON.parse(stdout) as { jobs: { key: string; variables: string }[] };
      for (const { key, variables } of jobs) {
        await grevy(['complete', 'job', key]);
        completed ||= variables.includes('"b":2');
      }
    }
    expect(await waiting).toEqual({ exitCode: 0, stdout: '{"a":1}\n', stderr: '' });
  });

  it('create instance, as zbctl has it, takes its own flags beside those of create', async () => {
    const args = ['create', 'instance', 'order', '--variables', '{"c":3}', '--requestTimeout', '3s'];
    const first = await grevy([...args, '--version', '1']);
    expect(JSON.parse(first.stdout)).toMatchObject({ version: 1 });
    const { stderr, exitCode } = await grevy([...args, '--version', '7']);
    expect(stderr).toContain("process ID 'order' and version '7'");
    expect(exitCode).toBe(1);
  });

  it.each([
    [
      'an unknown process',
      ['create', 'nope'],
      1,
      /Expected to find process definition with process ID 'nope'/,
    ],
    ['variables that are no object', ['create', 'order', '--variables', '7'], 2, /needs a JSON object/],
    ['a version that is none', ['create', 'order', '--version', 'x'], 2, /--version needs a version number/],
    ['a key that is none', ['cancel', '9223372036854775808'], 2, /A key is a number/],
    ['a missing argument', ['cancel'], 2, /missing required argument 'key'/],
    ['a file that is not there', ['deploy', 'none.bpmn'], 1, /none\.bpmn cannot be read/],
    ['an unknown command', ['bogus'], 2, /unknown command 'bogus'/],
    [
      'an unknown command of a group',
      ['activate', 'job', 'work'],
      2,
      /"activate job".*are: activate jobs\n$/,
    ],
    ['a group alone', ['update'], 2, /There are: update retries, update timeout\n$/],
    ['a key of another cluster', ['cancel', '123'], 1, /^grevy: Expected .*\(UNAVAILABLE\)\nCheck the key/],
    [
      'a result of which nobody waits',
      ['create', 'order', '--fetch-variables', 'a'],
      2,
      /needs --with-result/,
    ],
    ['a version of a key', ['create', '2251799813685249', '--version', '1'], 2, /--version goes with the id/],
    [
      'variables that are no JSON',
      ['create', 'order', '--variables', '{"a": 1,}'],
      2,
      /, but got "\{"a": 1,\}": it is no JSON at line 1, column 9\n$/,
    ],
    [
      'no variables in a pipe',
      ['create', 'order', '--variables', '-'],
      2,
      /--variables needs .* got nothing\n$/,
    ],
    ['a port that is none', ['status', '--port', 'tcp://a:1'], 1, /\nCheck --address, or --host and --port/],
    ['a file without @', ['create', 'order', '--variables', 'v.json'], 2, /--variables @v\.json\n$/],
  ])('exit with their code for %s', async (_title, args, code, message) => {
    const { stderr, exitCode } = await grevy(args);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(code);
  });

  it.each([
    ['an argument', ['deploy', '--json'], "missing required argument 'files'"],
    ['an option', ['status', '--json', '--prot', '1'], "unknown option '--prot'\n(Did you mean --port?)"],
  ])('print a mistake in %s as JSON if asked to', async (_title, args, message) => {
    const { stdout, stderr, exitCode } = await grevy(args);
    expect(JSON.parse(stderr)).toEqual({ error: { message } });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  it('deploy tells of a model that was made for Camunda 7', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'grevy-deploy-')), 'pay.bpmn');
    writeFileSync(
      file,
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
        <process id="pay" isExecutable="true">
          <startEvent id="start"/><sequenceFlow id="flow" sourceRef="start" targetRef="pay-task"/>
          <serviceTask id="pay-task" camunda:type="external" camunda:topic="pay"/>
        </process>
      </definitions>`,
    );
    const { stderr, exitCode } = await grevy(['deploy', file]);
    expect(stderr).toMatch(/^note: .*pay\.bpmn was made for Camunda 7.*\ngrevy: Command 'CREATE' rejected/);
    expect(exitCode).toBe(1);
    const { stderr: json } = await grevy(['deploy', file, '--json']);
    expect(JSON.parse(json)).toMatchObject({ error: { code: 'INVALID_ARGUMENT' } });
  });

  it('say that the gateway does not encrypt, when it is called with certificates', async () => {
    const { stderr, exitCode } = await grevy(['status', '--insecure=false']);
    expect(stderr).toBe('grevy: The gateway speaks without encryption: give --insecure.\n');
    expect(exitCode).toBe(1);
    const withCertificates = await grevy(['status', '--certPath', 'none.pem']);
    expect(withCertificates.stderr).toMatch(/no such file at 'none\.pem'/);
  });

  it('say what to do when there is no gateway, as JSON if asked to', async () => {
    const { stderr, exitCode } = await grevy(['status', '--port', '1', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr)).toEqual({
      error: {
        message: expect.stringContaining('Start one with "grevy start"') as string,
        code: 'UNAVAILABLE',
      },
    });
  });
});
