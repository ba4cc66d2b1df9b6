import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test('the TypeScript messages are those of gateway.proto', () => {
  const generated = execFileSync(process.execPath, [at('../scripts/generate-messages.mjs'), '--print'], {
    encoding: 'utf8',
  });

  expect(generated === readFileSync(at('../src/grpc/messages.ts'), 'utf8')).toBe(true);
});
