// A program that handles jobs: gets the variables on standard input and answers with variables on standard output
// (spec 02, section 1.6). Never run by a shell.
import { spawn } from 'node:child_process';
import { MAX_HANDLER_OUTPUT_BYTES } from '../limits.js';

export type HandlerOutcome =
  { readonly ok: true; readonly output: string } | { readonly ok: false; readonly errorMessage: string };

/** @param command program and arguments, separated by single blanks */
export function runHandler(command: string, variables: string): Promise<HandlerOutcome> {
  const [program = '', ...args] = command.split(' ');
  if (program === '') {
    return Promise.resolve({
      ok: false,
      errorMessage: `failed to start command '${command}': exec: no command`,
    });
  }
  return new Promise((resolve) => {
    const fail = (errorMessage: string): void => resolve({ ok: false, errorMessage });
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], shell: false });
    let inputProblem: string | undefined;
    const tooLong = (): void => {
      fail(
        `command '${command}' wrote more than ${MAX_HANDLER_OUTPUT_BYTES} bytes (MAX_HANDLER_OUTPUT_BYTES)`,
      );
      child.kill();
    };
    const output = collect(child.stdout, tooLong);
    const errors = collect(child.stderr, tooLong);
    child.on('error', (error) =>
      fail(`failed to start command '${command}': ${startProblem(program, error)}`),
    );
    child.stdin.on('error', (error: NodeJS.ErrnoException) => {
      // A program may well end without reading its input.
      if (error.code !== 'EPIPE') {
        inputProblem = `failed to write to stdin for command '${command}': ${error.message}`;
      }
    });
    child.on('close', (exitCode) => {
      if (inputProblem !== undefined) fail(inputProblem);
      else if (exitCode === 0) resolve({ ok: true, output: output() });
      else fail(errors());
    });
    child.stdin.end(variables);
  });
}

/** Why a program does not start, in the words of the tool that zbctl stands in for. */
function startProblem(program: string, error: NodeJS.ErrnoException): string {
  const isPath = program.includes('/');
  switch (error.code) {
    case 'ENOENT':
      return isPath
        ? `fork/exec ${program}: no such file or directory`
        : `exec: ${JSON.stringify(program)}: executable file not found in $PATH`;
    case 'EACCES':
      return isPath
        ? `fork/exec ${program}: permission denied`
        : `exec: ${JSON.stringify(program)}: executable file not found in $PATH`;
    default:
      return error.message;
  }
}

function collect(stream: NodeJS.ReadableStream, tooLong: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_HANDLER_OUTPUT_BYTES) tooLong();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
