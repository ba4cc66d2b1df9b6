// A real server in a process of its own, so that a test can kill it.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

interface Address {
  readonly host: string;
  readonly port: number;
}

export interface ServerSettings {
  readonly port?: number;
  readonly dataDirectory?: string;
  /** `{partition}` in it becomes the partition id. */
  readonly recordsFile?: string;
  readonly partitionCount?: number;
}

const SCRIPT = fileURLToPath(new URL('./run-server.mjs', import.meta.url));

/** A port that a server has just left may be that of somebody's connection for a moment. */
const PORT_ATTEMPTS = 50;

/** For a clean stop; after it the process is killed, so that no test leaves one behind. */
const STOP_TIMEOUT_MS = 30_000;

export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly gateway: Address,
    readonly management: Address,
  ) {}

  /** Resolves when the server answers. @throws Error with the server's own message when it cannot start */
  static async start(settings: ServerSettings): Promise<ServerProcess> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ServerProcess.#startOnce(settings);
      } catch (error) {
        if (!String(error).includes('EADDRINUSE') || attempt === PORT_ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  static async #startOnce(settings: ServerSettings): Promise<ServerProcess> {
    const child = fork(SCRIPT, [JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const message = await new Promise<{ error?: string; gateway?: Address; management?: Address }>(
      (resolve) => {
        child.once('message', (sent) => resolve(sent as { gateway: Address; management: Address }));
        child.once('exit', (code) => resolve({ error: `The server ended with code ${String(code)}` }));
      },
    );
    if (message.gateway === undefined || message.management === undefined) {
      throw new Error(message.error ?? 'The server did not say where it listens');
    }
    return new ServerProcess(child, message.gateway, message.management);
  }

  get address(): string {
    return `${this.gateway.host}:${this.gateway.port}`;
  }

  /** kill -9: nothing is flushed, nothing is answered. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** A clean stop. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const overdue = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(overdue);
    if (signal !== 'SIGKILL' && this.child.signalCode === 'SIGKILL')
      throw new Error(`The server had not stopped within ${STOP_TIMEOUT_MS} ms`);
  }
}
