// The examples of the client's README: each is a program that compiles, runs, and prints what its comments say.
import { GrevyClient } from '@grevy/client';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from '../support/server-process.js';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const readme = readFileSync(pathOf('../../../client/README.md'), 'utf8');
const models = pathOf('../models/');
/** Within the package, so that the examples find what they import. */
const folder = mkdtempSync(pathOf('../../dist/readme-'));

/** Each example with the heading above it. */
const programs = readme.split(/^## /m).flatMap((section) => {
  const [title = ''] = section.split('\n', 1);
  return [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, source = '']) => ({
    title,
    source,
    file: join(folder, `${title.toLowerCase().replaceAll(' ', '-')}.mts`),
  }));
});

let server: ServerProcess;

beforeAll(async () => {
  for (const { file, source } of programs) writeFileSync(file, source);
  server = await ServerProcess.start({});
  const client = new GrevyClient({ address: server.address, environment: {} });
  const content = readFileSync(join(models, 'order.bpmn'));
  await client.deployResource({ resources: [{ name: 'order.bpmn', content }] });
  await client.close();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the examples of the client', () => {
  it('compile', () => {
    const program = ts.createProgram(
      programs.map(({ file }) => file),
      {
        strict: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        types: ['node'],
        skipLibCheck: true,
      },
    );
    const problems = ts.getPreEmitDiagnostics(program);
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
    program.emit();
  }, 60_000);

  it.each(programs)('run: $title', async ({ source, file }) => {
    const promised = [...source.matchAll(/console\.log\(.*\)[;,] \/\/ (.*)$/gm)].map(([, text]) => text);
    expect(promised.length).toBeGreaterThan(0);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file.replace(/\.mts$/, '.mjs')], {
      cwd: models,
      env: { PATH: process.env['PATH'], ZEEBE_ADDRESS: server.address },
      timeout: 25_000,
    });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual(promised);
  });
});
