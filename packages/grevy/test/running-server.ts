// A server in a process of its own, on free ports.
import type { ChildProcess } from 'node:child_process';
import { startProgram } from './run-program.js';

export interface RunningServer {
  readonly process: ChildProcess;
  /** `host:port` of the gateway. */
  readonly address: string;
  readonly managementAddress: string;
  /** What it has printed so far. */
  output(): string;
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Resolves when the log says that the broker is ready; rejects with the output if it ends before. */
export function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const free = ['--host', '127.0.0.1', '--port', '0', '--management-port', '0'];
  const child = startProgram('grevy', ['start', ...free, ...args], env);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return new Promise((resolve, reject) => {
    const onText = (text: string): void => {
      output += text;
      const gateway = /Gateway \(gRPC\): (\S+:\d+)/.exec(output)?.[1];
      const management = /Management \(HTTP\): (\S+:\d+)/.exec(output)?.[1];
      if (!output.includes('Broker is ready!') || gateway === undefined || management === undefined) return;
      resolve({
        process: child,
        address: gateway,
        managementAddress: management,
        output: () => output,
        ended,
        stop: (signal = 'SIGINT') => {
          child.kill(signal);
          return ended;
        },
      });
    };
    child.stdout?.setEncoding('utf8').on('data', onText);
    child.stderr?.setEncoding('utf8').on('data', onText);
    void ended.then((exitCode) => reject(new Error(`The server ended with ${exitCode}:\n${output}`)));
  });
}
