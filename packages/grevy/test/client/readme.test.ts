// The examples of the client's README and of docs/clients.md: each is a program that compiles, runs, and prints what its
// comments say.
import { GrevyClient } from '@grevy/client';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from '../support/server-process.js';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const documents = ['../../../client/README.md', '../../../../docs/clients.md'].map(pathOf);
const model = readFileSync(pathOf('../models/order.bpmn'));
/** Where the examples run: they may write files. */
const workingDirectory = mkdtempSync(join(tmpdir(), 'grevy-examples-'));
/** Within the package, so that the examples find what they import. */
const folder = mkdtempSync(pathOf('../../dist/readme-'));

/** Each example with the heading above it. */
const programs = documents.flatMap((document) =>
  readFileSync(document, 'utf8')
    .split(/^## /m)
    .flatMap((section) => {
      const [title = ''] = section.split('\n', 1);
      const name = `${basename(document, '.md')}-${title}`.toLowerCase().replaceAll(' ', '-');
      return [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, source = '']) => ({
        title: `${basename(document)}: ${title}`,
        source,
        file: join(folder, `${name}.mts`),
      }));
    }),
);

/** Gives tokens to whoever asks: what a token opens is tested elsewhere. */
const issuer = createServer((_, response) =>
  response.end(JSON.stringify({ access_token: 'a-token', token_type: 'Bearer', expires_in: 300 })),
);

let server: ServerProcess;

beforeAll(async () => {
  for (const { file, source } of programs) writeFileSync(file, source);
  server = await ServerProcess.start({});
  const client = new GrevyClient({ address: server.address, environment: {} });
  await client.deployResource({ resources: [{ name: 'order.bpmn', content: model }] });
  await client.close();
  writeFileSync(join(workingDirectory, 'order.bpmn'), model);
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await server.stop();
  issuer.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(workingDirectory, { recursive: true, force: true });
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
      cwd: workingDirectory,
      env: {
        PATH: process.env['PATH'],
        ZEEBE_ADDRESS: server.address,
        ZEEBE_AUTHORIZATION_SERVER_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`,
      },
      timeout: 25_000,
    });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual(promised);
  });
});
