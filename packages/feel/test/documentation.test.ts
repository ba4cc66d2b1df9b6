// Every example of docs/feel.md is run, and every built-in function has one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../src/builtins/registry.js';
import { textOf } from '../src/index.js';
import { evaluate, test } from './evaluate.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/feel.md'), 'utf8');

/** The rows of all tables with this header, as the texts of their cells. */
function rowsBelow(header: string): string[][] {
  const rows: string[][] = [];
  let isBelow = false;
  for (const line of PAGE.split('\n')) {
    if (!line.startsWith('|')) isBelow = false;
    else if (line === header) isBelow = true;
    else if (isBelow && !line.startsWith('|---')) rows.push(cellsOf(line));
  }
  return rows;
}

function cellsOf(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function code(cell = ''): string {
  return cell.replace(/^`|`$/g, '');
}

describe('the page about FEEL', () => {
  const results = rowsBelow('| expression | result |').map((cells) => cells.map(code));
  const tests = rowsBelow('| tests | input | result |').map((cells) => cells.map(code));

  it.each(results)('says what %s gives', (text = '', expected) => {
    const evaluation = evaluate(text);
    expect(evaluation.ok ? textOf(evaluation.value) : 'failure').toBe(expected);
  });

  it.each(tests)('says what the tests %s give for %s', (unaryTests = '', inputText = '', expected) => {
    const input = evaluate(inputText);
    if (!input.ok) throw new Error(input.failure);
    expect(textOf(test(unaryTests, input.value))).toBe(expected);
  });

  it.each(rowsBelow('| expression | warnings |'))('says what %s warns of', (text, expected) => {
    const { warnings } = evaluate(code(text));
    expect(warnings.map(({ type, message }) => `\`[${type}] ${message}\``).join('<br>')).toBe(expected);
  });

  it('has an example of every built-in function', () => {
    const examples = results.map(([text]) => text).join('\n');
    const names = new Set(BUILTINS.map(({ name }) => name));
    expect([...names].filter((name) => !examples.includes(`${name}(`))).toEqual([]);
  });
});
