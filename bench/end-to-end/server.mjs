// Starts, questions and ends the server of a benchmark.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Flags of the server's Node.js, such as `--cpu-prof`. */
const FLAGS = (process.env.BENCH_SERVER_FLAGS ?? '').split(' ').filter((flag) => flag !== '');

const MAIN = fileURLToPath(new URL('./server-main.mjs', import.meta.url));

export class BenchServer {
  constructor(child, ready) {
    this.child = child;
    this.address = `127.0.0.1:${ready.port}`;
    this.readyMs = ready.readyMs;
  }

  static async start(settings) {
    const child = fork(MAIN, [JSON.stringify(settings)], {
      execArgv: FLAGS,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [ready] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with code ${code}`))),
    ]);
    return new BenchServer(child, ready);
  }

  async ask(question) {
    const answered = once(this.child, 'message');
    this.child.send(question);
    const [answer] = await answered;
    return answer;
  }

  usage() {
    return this.ask('usage');
  }

  /** Begins to watch for stalls of the loop. */
  reset() {
    return this.ask('reset');
  }

  /** Begins to measure the processor time of each turn of the loop, which costs some itself. */
  watchTurns() {
    return this.ask('watchTurns');
  }

  async stop() {
    const exited = once(this.child, 'exit');
    this.child.send('stop');
    await exited;
  }

  async kill() {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
