import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './run-program.js';

const FACTS = new URL('../../dmn/test/facts/', import.meta.url);
const TABLE = fileURLToPath(new URL('any-two-outputs.dmn', FACTS));
const CLOCK_OF_THE_FACTS = '2024-02-29T14:14:15.678+01:00[Europe/Berlin]';

interface Recorded {
  readonly accepted: boolean;
  readonly decisions?: readonly { readonly id: string }[];
  readonly cases?: readonly {
    readonly decision: string;
    readonly context: unknown;
    readonly result?: unknown;
    readonly failure?: string;
  }[];
}

const recorded = (name: string): Recorded =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FACTS), 'utf8')) as Recorded;

describe('grevy dmn', () => {
  const [first] = recorded('any-two-outputs').cases ?? [];

  it('lists the decisions of a file', async () => {
    const { stdout } = await run('grevy', ['dmn', TABLE, '--json']);
    const { decisions } = JSON.parse(stdout) as { decisions: { id: string }[] };
    expect(decisions.map(({ id }) => id)).toEqual(recorded('any-two-outputs').decisions?.map(({ id }) => id));
  });

  it('evaluates a decision and shows how', async () => {
    const context = JSON.stringify(first?.context);
    const args = ['dmn', TABLE, '--decision', first?.decision ?? '', '--context', context, '--audit'];
    const { stdout, exitCode } = await run('grevy', args);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\[decision table\]\n {2}input .*\n {2}rule \d+ /);
    const json = await run('grevy', [...args, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      decision: first?.decision,
      audit: [{ logic: 'DECISION_TABLE' }],
    });
  });

  it.each([
    ['no file', [], 2, /^grevy: Name a DMN file/],
    ['a file that is not there', ['none.dmn'], 1, /^grevy: none\.dmn cannot be read/],
    ['a file that is no DMN', [fileURLToPath(import.meta.url)], 1, /is no valid DMN: .* \(line 1: .+\)\n$/],
    [
      'an unknown decision',
      [TABLE, '--decision', 'nope'],
      2,
      /^grevy: There is no decision "nope"\. The file has/,
    ],
  ])('exits with its code for %s', async (_title, args, code, message) => {
    const { stderr, exitCode } = await run('grevy', ['dmn', ...args]);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(code);
  });
});

describe('grevy dmn --jsonl', () => {
  const names = readdirSync(FACTS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

  it('answers the recorded requests as recorded', async () => {
    const requests = names.flatMap((name) => {
      const xml = readFileSync(new URL(`${name}.dmn`, FACTS), 'utf8');
      const cases = recorded(name).cases ?? [];
      return cases.map((each) => ({ ...each, id: name, xml }));
    });
    const input = requests.map(({ id, xml, decision, context }) =>
      JSON.stringify({ id, xml, decision, context }),
    );
    const args = ['dmn', '--jsonl', '--now', CLOCK_OF_THE_FACTS];
    const { stdout, exitCode } = await run('grevy', args, { input: `${input.join('\n')}\n` });
    expect(exitCode).toBe(0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; result?: unknown; failure?: string });
    expect(answers.map(({ id }) => id)).toEqual(requests.map(({ id }) => id));
    const same = requests.filter(({ result, failure }, index) => {
      const answer = answers[index];
      return failure === undefined ? sameJson(answer?.result, result) : answer?.failure !== undefined;
    });
    console.log(`${same.length} of ${requests.length} answers are as recorded`);
    expect(same.length / requests.length).toBeGreaterThan(0.99);
  });
});

function sameJson(left: unknown, right: unknown): boolean {
  try {
    expect(left).toEqual(right);
    return true;
  } catch {
    return false;
  }
}
