// Runs the built programs as a user does: as processes of their own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Program = 'grevy' | 'zbctl';

/** The built programs. */
export const ENTRIES: Readonly<Record<Program, string>> = {
  grevy: fileURLToPath(new URL('../dist/main.js', import.meta.url)),
  zbctl: fileURLToPath(new URL('../dist/zbctl-main.js', import.meta.url)),
};

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  /** Variables beside an environment that has none of ours. */
  readonly env?: Readonly<Record<string, string>>;
}

const HOME = mkdtempSync(join(tmpdir(), 'grevy-home-'));

export function startProgram(
  program: Program,
  args: readonly string[],
  env: RunOptions['env'] = {},
): ChildProcess {
  return spawn(process.execPath, [ENTRIES[program], ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME, TZ: 'UTC', ...env },
    stdio: 'pipe',
  });
}

/** Runs a program to its end. */
export function run(program: Program, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = startProgram(program, args, options.env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
