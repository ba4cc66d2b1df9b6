// Every file `elements/<element>/<case>.transcript` (and `commands/…`, `kernel/…`) is one golden transcript.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatTranscript, parseTranscript, runTranscript } from './support/transcript.js';

const root = join(dirname(fileURLToPath(import.meta.url)), 'transcripts');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.transcript'))
  .sort();

describe('golden transcripts', () => {
  it.each(files)('%s', (name) => {
    const file = join(root, name);
    const golden = parseTranscript(readFileSync(file, 'utf8'));
    const actual = runTranscript(golden);
    if (process.env['UPDATE_TRANSCRIPTS'] === '1') {
      writeFileSync(file, formatTranscript(actual));
      return;
    }
    expect(formatTranscript(actual), relative(root, file)).toBe(formatTranscript(golden));
  });
});
