// docs/compatibility.md says what the golden transcripts show. `node scripts/compatibility.mjs` writes the page anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compatibilityPage } from './support/compatibility/page.js';

const PAGE = fileURLToPath(new URL('../../../docs/compatibility.md', import.meta.url));

describe('docs/compatibility.md', () => {
  const { text, unproven } = compatibilityPage();

  it('has a transcript for every symbol of BPMN', () => {
    expect(unproven).toEqual([]);
  });

  it('is what the transcripts show', () => {
    if (process.env['UPDATE_COMPATIBILITY'] === '1') writeFileSync(PAGE, text);
    expect(readFileSync(PAGE, 'utf8'), 'Run node scripts/compatibility.mjs').toBe(text);
  });
});
