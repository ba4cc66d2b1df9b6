import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completionsOf } from '../src/feel/feel-prompt.js';
import { run } from './run-program.js';

const FACTS = new URL('../../feel/test/facts/', import.meta.url);
const CLOCK_OF_THE_FACTS = '2024-02-29T14:14:15.678+01:00[Europe/Berlin]';

interface Fact {
  readonly id: string;
  readonly result?: unknown;
  readonly resultString?: string | null;
  readonly warnings?: unknown;
  readonly failure?: string;
  readonly unordered?: boolean;
}

describe('grevy feel', () => {
  it('prints the value of an expression', async () => {
    const { stdout, exitCode } = await run('grevy', ['feel', '0.1 + 0.2']);
    expect([stdout, exitCode]).toEqual(['0.3\n', 0]);
  });

  it('knows the variables of the context, with all their digits', async () => {
    const context = '{"order": {"id": 9007199254740993}}';
    const { stdout } = await run('grevy', ['feel', 'order.id + 1', '--context', context]);
    expect(stdout).toBe('9007199254740994\n');
  });

  it('reads a context from standard input', async () => {
    const { stdout } = await run('grevy', ['feel', 'a', '--context', '-'], { input: '{"a": "text"}' });
    expect(stdout).toBe('text\n');
  });

  it('reads the expression from standard input', async () => {
    const { stdout } = await run('grevy', ['feel'], { input: '[1, 2][item > 1]\n' });
    expect(stdout).toBe('[2]\n');
  });

  it('prints JSON', async () => {
    const { stdout } = await run('grevy', ['feel', '{a: 1/3, b: [x]}', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      result: { a: 0.3333333333333333, b: [null] },
      type: 'OBJECT',
      warnings: [{ type: 'NO_VARIABLE_FOUND', message: "No variable found with name 'x'" }],
    });
  });

  it('tells of warnings beside the result', async () => {
    const { stdout, stderr, exitCode } = await run('grevy', ['feel', 'x']);
    expect(stdout).toBe('null\n');
    expect(stderr).toBe("warning: No variable found with name 'x' [NO_VARIABLE_FOUND]\n");
    expect(exitCode).toBe(0);
  });

  it('evaluates unary tests', async () => {
    const { stdout } = await run('grevy', ['feel', '[1..5]', '--unary', '5']);
    expect(stdout).toBe('true\n');
  });

  it('stops the clock where it is told', async () => {
    const { stdout } = await run('grevy', ['feel', 'now()', '--now', CLOCK_OF_THE_FACTS]);
    expect(stdout).toBe('2024-02-29T14:14:15.678@Europe/Berlin\n');
  });

  it.each([
    ['a failing expression', ['feel', '1 +'], 1, /^grevy: failed to parse expression '1 \+'/],
    [
      'a context that is no object',
      ['feel', '1', '--context', '[1]'],
      2,
      /^grevy: --context needs a JSON object/,
    ],
    [
      'a file that is not there',
      ['feel', '1', '--context', '@none.json'],
      2,
      /names a file that cannot be read/,
    ],
    ['a clock that is none', ['feel', '1', '--now', 'noon'], 2, /^grevy: --now needs a date and time/],
    ['an unknown option', ['feel', '1', '--bogus'], 2, /unknown option '--bogus'/],
  ])('exits with its code for %s', async (_title, args, code, message) => {
    const { stderr, exitCode } = await run('grevy', args);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(code);
  });
});

describe('grevy feel --jsonl', () => {
  const input = readdirSync(FACTS)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => readFileSync(new URL(file, FACTS), 'utf8'))
    .join('');

  it('answers the recorded requests as recorded', async () => {
    const facts = input
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Fact);
    const { stdout, exitCode } = await run('grevy', ['feel', '--jsonl', '--now', CLOCK_OF_THE_FACTS], {
      input,
    });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Fact);
    expect(exitCode).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual(facts.map(({ id }) => id));
    const same = facts.filter((fact, index) => {
      const isUnordered = fact.unordered === true;
      return comparable(fact, isUnordered) === comparable(answers[index] ?? { id: '' }, isUnordered);
    });
    console.log(`${same.length} of ${facts.length} answers are as recorded`);
    expect(same.length / facts.length).toBeGreaterThan(0.995);
  });

  it('answers what is no request with the number of its line', async () => {
    const lines = '{"id": 1, "expression": "1"}\n\n{"id": 2}\nnot JSON\n';
    const { stdout, exitCode } = await run('grevy', ['feel', '--jsonl'], { input: lines });
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { id: 1, result: { number: '1' }, resultString: '1' },
      { failure: 'Line 3 is no request: "expression" is a string' },
      { failure: expect.stringMatching(/^Line 4 is no request: /) as string },
    ]);
    expect(exitCode).toBe(2);
  });

  it('ends lines at line feeds alone', async () => {
    const request = JSON.stringify({ id: 'a', expression: '"x\u2028y"' });
    const { stdout } = await run('grevy', ['feel', '--jsonl'], { input: request });
    expect(JSON.parse(stdout)).toMatchObject({ result: 'x\u2028y' });
  });
});

/** What is compared of an answer; of a failure only that it is one, since its wording is tested where it is made. */
function comparable({ result, resultString, warnings, failure }: Fact, unordered: boolean): string {
  if (failure !== undefined) return 'failure';
  const texts = JSON.stringify(canonical([result, resultString, warnings ?? []]));
  return unordered ? [...texts].sort().join('') : texts;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, item]) => [key, canonical(item)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

describe('completion at the prompt', () => {
  it.each([
    ['upper', ['upper case('], 'upper'],
    ['1 + starts w', ['starts with('], 'starts w'],
    ['ord', ['order'], 'ord'],
    ['.v', ['.vars'], '.v'],
    ['"x', [], ''],
  ])('of %j', (line, candidates, part) => {
    const [found, replaced] = completionsOf(line, ['order']);
    expect(found.slice(0, Math.max(candidates.length, 1))).toEqual(candidates);
    if (candidates.length > 0) expect(replaced).toBe(part);
  });
});

/** `script` (util-linux) gives a program a terminal. */
const HAS_TERMINALS = spawnSync('script', ['--version']).status === 0;
if (!HAS_TERMINALS) console.log('The prompt is not tested: there is no program "script"');

describe.skipIf(!HAS_TERMINALS)('the prompt of grevy feel', () => {
  it('evaluates lines, keeps variables, and leaves at .exit', () => {
    const entry = new URL('../dist/main.js', import.meta.url).pathname;
    const { stdout, status } = spawnSync(
      'script',
      ['-qec', `"${process.execPath}" "${entry}" feel`, '/dev/null'],
      {
        input: 'price := 20\nprice * 1.5\n1 +\n.vars\n.exit\n',
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: '/nonexistent', TERM: 'dumb' },
      },
    );
    expect(status).toBe(0);
    for (const expected of ['30.0', "failed to parse expression '1 +'", 'price: 20'])
      expect(stdout).toContain(expected);
  });
});
