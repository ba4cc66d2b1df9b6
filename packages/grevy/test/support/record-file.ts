// Reads the JSON lines that a server writes with `recordsFile`, as they come.
import { readFile } from 'node:fs/promises';

/** A record as JSON shows it; keys as text, since they do not fit a number. */
export interface JsonRecord {
  readonly position: number;
  readonly sourceRecordPosition: number;
  readonly key: string;
  readonly recordType: string;
  readonly valueType: string;
  readonly intent: string;
  readonly operationReference?: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The records so far, each once: a server that was killed may have written its last ones again. */
export async function recordsIn(file: string): Promise<readonly JsonRecord[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  const byPosition = new Map<number, JsonRecord>();
  for (const line of complete.split('\n')) {
    const record = recordOfLine(line);
    if (record !== undefined) byPosition.set(record.position, record);
  }
  return [...byPosition.values()];
}

/** The first record of a file, or of one of several, that matches; waits until it is written. @throws Error after 20 s */
export async function recordOf(
  files: string | readonly string[],
  matches: (record: JsonRecord) => boolean,
): Promise<JsonRecord> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const records = await Promise.all([files].flat().map(recordsIn));
    const record = records.flat().find(matches);
    if (record !== undefined) return record;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No such record was written within 20 s');
}

/** The record of a line, or undefined for a line that a killed server has not finished. */
function recordOfLine(line: string): JsonRecord | undefined {
  try {
    return JSON.parse(line.replace(/"(key|\w+Key)":(-?\d{16,})/g, '"$1":"$2"')) as JsonRecord;
  } catch {
    return undefined;
  }
}
