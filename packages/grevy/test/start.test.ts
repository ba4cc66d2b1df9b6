import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './run-program.js';
import { startServer } from './running-server.js';

const ORDER = new URL('models/order.bpmn', import.meta.url).pathname;
const freshFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'grevy-start-'));

const FREE_PORTS = ['--port', '0', '--management-port', '0'];

/** Damages a text wherever a file of the directory has it. */
async function overwriteIn(directory: string, text: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const file = join(directory, name);
    const bytes = await readFile(file);
    for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at))
      bytes.fill('?', at, at + text.length);
    await writeFile(file, bytes);
  }
}

const nextMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

async function activatesJob(address: string): Promise<boolean> {
  const { stdout } = await run('grevy', ['activate', 'jobs', 'work', '--address', address]);
  return stdout.includes('"elementId": "work"');
}

describe('grevy start', () => {
  it('says where it listens, serves, and stops cleanly at Ctrl-C', async () => {
    const server = await startServer(['--ephemeral']);
    expect(server.output()).toContain('Broker is ready!');
    const ready = await fetch(`http://${server.managementAddress}/ready`);
    expect(ready.status).toBe(204);
    expect(await server.stop('SIGINT')).toBe(0);
    expect(server.output()).toMatch(/INFO .*: Stopped/);
  });

  it('answers what is being answered at the first Ctrl-C, and stops at once at the second', async () => {
    const server = await startServer(['--ephemeral']);
    await run('grevy', ['deploy', ORDER, '--address', server.address]);
    // Nobody works on the task, so the call stays open.
    const waiting = run('grevy', ['create', 'order', '--with-result', '--address', server.address]);
    while (!(await activatesJob(server.address)));
    server.process.kill('SIGINT');
    while (!server.output().includes('SIGINT: stopping')) await nextMoment();
    expect(server.process.exitCode).toBeNull();
    expect(await server.stop('SIGINT')).toBe(1);
    expect(server.output()).toMatch(/WARN .*: Stopping at once/);
    expect((await waiting).exitCode).toBe(1);
  });

  it('keeps what was deployed over a restart', async () => {
    const data = await freshFolder();
    const first = await startServer(['--data', data]);
    await run('grevy', ['deploy', ORDER, '--address', first.address]);
    expect(await first.stop('SIGTERM')).toBe(0);
    const second = await startServer(['--data', data]);
    const created = await run('grevy', ['create', 'order', '--address', second.address]);
    expect(created).toMatchObject({ exitCode: 0, stderr: '' });
    await second.stop();
  });

  it('takes its settings from variables', async () => {
    const data = await freshFolder();
    const server = await startServer([], { ZEEBE_BROKER_DATA_DIRECTORY: data, ZEEBE_LOG_LEVEL: 'debug' });
    await server.stop();
    expect(JSON.parse(await readFile(join(data, 'format.json'), 'utf8'))).toHaveProperty('version');
  });

  it('writes its log as JSON if asked to', async () => {
    const server = await startServer(['--ephemeral', '--json']);
    await server.stop();
    const lines = server.output().trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toContain('Broker is ready!');
  });

  it('writes every record to a file if asked to', async () => {
    const records = join(await freshFolder(), 'records.jsonl');
    const server = await startServer(['--ephemeral', '--records', records]);
    await run('grevy', ['deploy', ORDER, '--address', server.address]);
    await server.stop();
    const first = (await readFile(records, 'utf8')).split('\n', 1)[0] ?? '';
    expect(JSON.parse(first)).toMatchObject({ valueType: 'DEPLOYMENT', intent: 'CREATE', position: 1 });
  });

  it('refuses a data directory that is in use', async () => {
    const data = await freshFolder();
    const server = await startServer(['--data', data]);
    const second = await run('grevy', ['start', ...FREE_PORTS, '--data', data]);
    await server.stop();
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain(
      `grevy: The data directory ${data} is in use by process ${server.process.pid}.`,
    );
  });

  it('refuses data of a newer format', async () => {
    const data = await freshFolder();
    await writeFile(join(data, 'format.json'), '{"version": 999}');
    const { stderr, exitCode } = await run('grevy', ['start', ...FREE_PORTS, '--data', data]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/has format 999, this version reads up to \d+\. Start the version that wrote it/);
  });

  it.each([1, 3])(
    'given %i partitions and an exporter that cannot be opened, then it ends',
    async (count) => {
      const data = await freshFolder();
      await writeFile(join(data, 'file'), '');
      const { stderr, exitCode } = await run(
        'grevy',
        ['start', ...FREE_PORTS, '--data', data, '--records', join(data, 'file', 'records.jsonl')],
        { env: { ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: String(count) } },
      );
      expect(stderr).toContain(join(data, 'file'));
      expect(exitCode).toBe(1);
    },
  );

  it('given a damaged checkpoint, then it ends although its exporters are running, and says so', async () => {
    const data = await freshFolder();
    const args = ['--data', data, '--records', join(data, 'records.jsonl')];
    const server = await startServer(args);
    await run('grevy', ['deploy', ORDER, '--address', server.address]);
    expect(await server.stop()).toBe(0);
    await overwriteIn(join(data, 'partitions', '1', 'state'), 'order.bpmn');

    const { stderr, exitCode } = await run('grevy', ['start', ...FREE_PORTS, ...args]);
    expect(stderr).toContain('The checkpoint in');
    expect(exitCode).toBe(1);
  });

  it.each(['--port', '--management-port'])('says what to do when the port of %s is taken', async (option) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const free = option === '--port' ? '--management-port' : '--port';
    const args = ['start', '--ephemeral', '--host', '127.0.0.1', option, String(port), free, '0'];
    const { stderr, exitCode } = await run('grevy', args);
    await new Promise((resolve) => other.close(resolve));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${port}`);
    expect(stderr).toContain('Is another server running? Stop it, or choose other ports with --port');
  });

  it('says what to do when the data directory is a file', async () => {
    const file = join(await freshFolder(), 'file');
    await writeFile(file, '');
    const { stderr, exitCode } = await run('grevy', [
      'start',
      '--data',
      file,
      '--port',
      '0',
      '--management-port',
      '0',
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\n--data \(now .*file\) needs a directory that can be written to\.\n$/);
  });

  it('names the exporter that cannot be opened', async () => {
    const file = join(await freshFolder(), 'file');
    await writeFile(file, '');
    const records = join(file, 'records.jsonl');
    const args = ['start', '--ephemeral', '--port', '0', '--management-port', '0', '--records', records];
    const { stderr, exitCode } = await run('grevy', args);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^grevy: Cannot open exporter \[\w+\]: .*file'\n$/);
  });

  it.each([
    [['--port', '65536'], {}, /gateway\.network\.port \(--port\): expected at most 65535, but got 65536/],
    [[], { SERVER_PORT: 'x' }, /server\.port \(SERVER_PORT\): expected an integer, but got "x"/],
    [['--ephemeral', '--data', 'x'], {}, /--ephemeral keeps nothing/],
    [
      [],
      {
        ZEEBE_BROKER_EXPORTERS_ELASTICSEARCH_CLASSNAME: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
      },
      /exporter-elasticsearch is not installed: install it, or remove the settings of this exporter/,
    ],
    [
      [],
      { ZEEBE_LOG_LEVEL: 'loud' },
      /log\.level \(ZEEBE_LOG_LEVEL\): expected one of trace, .*, but got "loud"/,
    ],
  ])('exits with 2 for settings that cannot work: %j %j', async (args, env, message) => {
    const { stderr, exitCode } = await run('grevy', ['start', ...args], { env });
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
