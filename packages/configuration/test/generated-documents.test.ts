// The schema and the table of settings that are checked in say what the table in the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../src/report/configuration-schema.js';
import { settingsDocument } from '../src/report/settings-document.js';

const SCHEMA = fileURLToPath(new URL('../../../docs/configuration.schema.json', import.meta.url));
const OPERATIONS = fileURLToPath(new URL('../../../docs/operations.md', import.meta.url));
const BEGIN = '<!-- settings: generated from the table in packages/configuration -->\n';
const END = '<!-- end of settings -->';
/** Set to write the files anew. */
const UPDATE = process.env['UPDATE_DOCUMENTS'] === 'true';

async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

describe('documents made from the table', () => {
  it('has a current docs/configuration.schema.json (UPDATE_DOCUMENTS=true writes it)', async () => {
    const current = await formatted(JSON.stringify(configurationSchema()), SCHEMA);
    if (UPDATE) writeFileSync(SCHEMA, current);
    expect(readFileSync(SCHEMA, 'utf8')).toBe(current);
  });

  it('has a current table in docs/operations.md (UPDATE_DOCUMENTS=true writes it)', () => {
    const document = readFileSync(OPERATIONS, 'utf8');
    const [before = '', after = ''] = [document.split(BEGIN)[0], document.split(END)[1]];
    const current = `${before}${BEGIN}\n${settingsDocument()}\n${END}${after}`;
    if (UPDATE) writeFileSync(OPERATIONS, current);
    expect(document.includes(BEGIN) && document.includes(END)).toBe(true);
    expect(readFileSync(OPERATIONS, 'utf8')).toBe(current);
  });
});
