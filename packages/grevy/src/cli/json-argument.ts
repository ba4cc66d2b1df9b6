// Arguments that hold a JSON object: the text itself, `@FILE`, or `-` for standard input.
import { parseDocument, type JsonDocument } from '@grevy/protocol';
import { open, type FileHandle } from 'node:fs/promises';
import { MAX_ARGUMENT_BYTES } from '../limits.js';
import { UsageFailure } from './failure.js';

/**
 * The object of an argument as canonical JSON text, so integers keep all their digits.
 * @param option for the error, as in `--variables`
 * @throws UsageFailure if it cannot be read or is no JSON object
 */
export async function jsonObjectArgument(argument: string, option: string): Promise<JsonDocument> {
  const text = await textOfArgument(argument, option);
  // The protocol takes no text for no variables; here it is a program that printed nothing into a pipe, or an empty file.
  if (text.trim() === '') throw new UsageFailure(`${option} needs a JSON object, but got nothing`);
  const parsed = parseDocument(text);
  if (parsed.ok) return parsed.document;
  throw new UsageFailure(
    `${option} needs a JSON object such as '{"total": 5}', but got ${shown(text)}: ${problemIn(parsed.message)}` +
      (/^[\w./\\-]+\.json$/.test(argument)
        ? `\nA file is named with @ before it: ${option} @${argument}`
        : ''),
  );
}

/** The protocol's message repeats the text, and tells the place in the words of the reference. */
function problemIn(message: string): string {
  const [, place] = /\n at \[Source: [^;]*; (line: \d+, column: \d+)\]$/.exec(message) ?? [];
  return place === undefined ? message : `it is no JSON at ${place.replaceAll(':', '')}`;
}

/** The text that an argument stands for. */
export async function textOfArgument(argument: string, option: string): Promise<string> {
  if (argument === '-') return readAll(process.stdin, option);
  if (!argument.startsWith('@')) return argument;
  const path = argument.slice(1);
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await readAll(file.createReadStream({ autoClose: false }), option);
  } catch (error) {
    if (error instanceof UsageFailure) throw error;
    throw new UsageFailure(
      `${option} names a file that cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    await file?.close();
  }
}

async function readAll(stream: AsyncIterable<unknown>, option: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MAX_ARGUMENT_BYTES) {
      throw new UsageFailure(`${option} is longer than ${MAX_ARGUMENT_BYTES} bytes (MAX_ARGUMENT_BYTES)`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function shown(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `"${line.slice(0, 60)}…"` : `"${line}"`;
}
