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

const NAME = 'model.bpmn';

/** What becomes of a file, without the lines at which its elements are. */
function verdictOn(bytes: Uint8Array): string {
  const result = readBpmn({ name: NAME, bytes }, { runtime: RUNTIME });
  return result.ok
    ? `accepted: ${result.processes.map(({ id }) => id).join()}`
    : result.block.replace(/Line=\d+/, '');
}

function bytesOf(name: string): Buffer {
  return readFileSync(join(folder, name));
}

/** The text of a file, whose declaration names this encoding. */
function textOf(name: string, encoding: string): string {
  const bytes = bytesOf(name);
  const isLatin1 = bytes.subarray(0, 100).includes('encoding="ISO-8859-1"');
  const text = bytes.toString(isLatin1 ? 'latin1' : 'utf8').replace(/^\ufeff|<\?xml[^>]*\?>/g, '');
  return `<?xml version="1.0" encoding="${encoding}"?>${text}`;
}

/** The same model as other tools would write it. */
const MANNERS: Readonly<Record<string, (name: string) => Uint8Array>> = {
  'with carriage returns': (name) => Buffer.from(textOf(name, 'UTF-8').replace(/\r?\n/g, '\r\n')),
  'with a byte order mark': (name) => Buffer.from(`\ufeff${textOf(name, 'UTF-8')}`),
  'in UTF-16 low byte first': (name) => Buffer.from(`\ufeff${textOf(name, 'UTF-16')}`, 'utf16le'),
  'in UTF-16 high byte first': (name) => Buffer.from(`\ufeff${textOf(name, 'UTF-16')}`, 'utf16le').swap16(),
  'in windows-1252, what it has not as references': (name) =>
    Buffer.from(
      textOf(name, 'windows-1252').replace(
        /[^\0-\x7f\xa0-\xff]/gu,
        (character) => `&#${String(character.codePointAt(0))};`,
      ),
      'latin1',
    ),
  'with comments and processing instructions': (name) =>
    Buffer.from(textOf(name, 'UTF-8').replace(/></g, '><!-- < & --><?tool x?>\n<')),
  'with another prefix': (name) => Buffer.from(withPrefix(textOf(name, 'UTF-8'), 'anything')),
};

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

function withPrefix(text: string, prefix: string): string {
  const used = new RegExp(`xmlns:([\\w-]+)="${BPMN}"`).exec(text)?.[1];
  if (used === undefined) return text;
  return text
    .replace(`xmlns:${used}="${BPMN}"`, `xmlns:${prefix}="${BPMN}"`)
    .replace(new RegExp(`(</?)${used}:`, 'g'), `$1${prefix}:`)
    .replace(new RegExp(`xsi:type="${used}:`, 'g'), `xsi:type="${prefix}:`);
}

/** The model with all its processes executable. */
function executable(name: string): Uint8Array {
  const text = textOf(name, 'UTF-8')
    .replace(/ isExecutable="\w+"/g, '')
    .replace(/<((?:[\w-]+:)?process) /g, '<$1 isExecutable="true" ');
  return Buffer.from(text);
}

describe.skipIf(!isPresent)('models of the BPMN MIWG', () => {
  it.each(files)('%s is well-formed, follows the schema, and is accepted or refused by rules', (name) => {
    expect(verdictOn(bytesOf(name))).toMatch(/^(accepted|'model.bpmn': - Element: )/);
  });

  it.each(files)('%s is accepted or refused by rules when all its processes are executable', (name) => {
    expect(verdictOn(executable(name))).toMatch(/^(accepted|'model.bpmn': - Element: )/);
  });

  describe.each(Object.entries(MANNERS))('%s', (_manner, write) => {
    it.each(files)('%s is read the same', (name) => {
      expect(verdictOn(write(name))).toBe(verdictOn(bytesOf(name)));
    });
  });
});
