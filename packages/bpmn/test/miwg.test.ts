// The reference models of the BPMN Model Interchange Working Group: what modelling tools exchange. They lie outside
// the project; set GREVY_BPMN_MIWG to their folder to run this.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBpmn } from '../src/read-bpmn.js';
import { RUNTIME } from './files.js';

const folder = process.env['GREVY_BPMN_MIWG'] ?? join(import.meta.dirname, '../../../../shared/bpmn-miwg');
const isPresent = existsSync(folder);
const files = isPresent ? readdirSync(folder).filter((name) => name.endsWith('.bpmn')) : [];
if (!isPresent) console.log(`Skipped: the BPMN MIWG models are not at ${folder}`);

describe.skipIf(!isPresent)('models of the BPMN MIWG', () => {
  it.each(files)('%s is well-formed, follows the schema, and is accepted or refused by rules', (name) => {
    const result = readBpmn({ name, bytes: readFileSync(join(folder, name)) }, { runtime: RUNTIME });
    expect(result.ok || result.block.startsWith(`'${name}': - Element: `)).toBe(true);
  });
});
