// Reads the JSON lines that a server writes with `recordsFile`, as they come.
import { readFile } from 'node:fs/promises';

/** A record as JSON shows it; keys as text, since they do not fit a number. */
export interface JsonRecord {
  readonly key: string;
  readonly recordType: string;
  readonly valueType: string;
  readonly intent: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The first record that matches, waiting until it is written. @throws Error after 20 s */
export async function recordOf(file: string, matches: (record: JsonRecord) => boolean): Promise<JsonRecord> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const record = JSON.parse(line.replace(/"(key|\w+Key)":(-?\d{16,})/g, '"$1":"$2"')) as JsonRecord;
      if (matches(record)) return record;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No such record was written within 20 s');
}
