// JSON Lines: one JSON text per line, separated by line feeds alone (a JSON string may hold U+2028).
import { MAX_JSON_LINE_LENGTH } from '../limits.js';
import { UsageFailure } from './failure.js';

/** The lines of a stream that are not blank, with their numbers from 1. */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<readonly [number: number, line: string]> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_JSON_LINE_LENGTH) {
      throw new UsageFailure(
        `Line ${number + lines.length + 1} is longer than ${MAX_JSON_LINE_LENGTH} characters (MAX_JSON_LINE_LENGTH)`,
      );
    }
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield [number, line];
    }
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield [number + 1, rest];
}

/**
 * Answers every line of standard input with a line on standard output, in the same order. A line that is no request
 * gets `{"failure": …}`.
 * @returns whether every line was a request
 */
export async function answerLines(answer: (line: string) => unknown): Promise<boolean> {
  let allUnderstood = true;
  let output = '';
  for await (const [number, line] of linesOf(process.stdin)) {
    let answered: unknown;
    try {
      answered = answer(line);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      allUnderstood = false;
      answered = { failure: `Line ${number} is no request: ${error.message}` };
    }
    output += `${JSON.stringify(answered)}\n`;
    if (output.length > FLUSH_LENGTH) {
      await written(output);
      output = '';
    }
  }
  await written(output);
  return allUnderstood;
}

const FLUSH_LENGTH = 64 * 1024;

function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
