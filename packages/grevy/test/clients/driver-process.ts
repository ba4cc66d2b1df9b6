// A client of another language in a program of its own: requests and answers are lines of JSON on its standard input and
// output. Request: `{id, call, request}`; answer: `{id, response}` or `{id, error: {code, message}}`. Besides the calls of
// the protocol a driver knows `OpenWorker` (answers `{worker}`) and `CloseWorker`. It ends with its input.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ClientError, type Client, type Message, type Worker, type WorkerSettings } from './client.js';

/** A command line; the gateway's address is added as the last argument. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

interface Answer {
  readonly id: number;
  readonly response?: Message;
  readonly error?: { readonly code: string; readonly message: string };
}

type Waiting = (answer: Answer | Error) => void;

/** For a driver to close its client; after it the process is killed, so that no test leaves one behind. */
const CLOSE_TIMEOUT_MS = 20_000;

export class DriverProcess implements Client {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  /** The end of what it has written to its standard error. */
  private complaints = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.complaints = `${this.complaints}${text}`.slice(-4_000);
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.answered(line));
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      const ended = new Error(`The driver ended with code ${String(code)}: ${this.complaints}`);
      for (const settle of this.waiting.values()) settle(ended);
      this.waiting.clear();
    });
  }

  /** @param env variables beside those of this process */
  static async start(
    { command, args }: Program,
    address: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<DriverProcess> {
    const child = spawn(command, [...args, address], { stdio: 'pipe', env: { ...process.env, ...env } });
    await once(child, 'spawn');
    return new DriverProcess(child);
  }

  call(call: string, request: Message): Promise<Message> {
    if (this.child.exitCode !== null)
      return Promise.reject(new Error(`The driver has ended: ${this.complaints}`));
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (answer) => {
        if (answer instanceof Error) reject(answer);
        else if (answer.error !== undefined) reject(new ClientError(answer.error.code, answer.error.message));
        else resolve(answer.response ?? {});
      });
      this.child.stdin.write(`${JSON.stringify({ id, call, request })}\n`);
    });
  }

  async openWorker(settings: WorkerSettings): Promise<Worker> {
    const { worker } = await this.call('OpenWorker', { ...settings });
    return { close: async () => void (await this.call('CloseWorker', { worker })) };
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.stdin.end();
    const overdue = setTimeout(() => this.child.kill('SIGKILL'), CLOSE_TIMEOUT_MS);
    await closed;
    clearTimeout(overdue);
    // The server has ended by now (`Scene.close`), so only the client itself can be what hangs: said, but not held against it.
    if (this.child.signalCode === 'SIGKILL')
      console.warn(`The client did not end within ${CLOSE_TIMEOUT_MS} ms and was killed: ${this.complaints}`);
  }

  private answered(line: string): void {
    if (!line.startsWith('{')) return;
    const answer = JSON.parse(line) as Answer;
    const settle = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    settle?.(answer);
  }
}
