import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../scripts/generate-gateway-messages.mjs', import.meta.url));

it.each(['client', 'server'])(
  'the messages of the gateway, as its %s sees them, are those of gateway.proto',
  (side) => {
    const generated = execFileSync(process.execPath, [script, '--print', side], { encoding: 'utf8' });
    const file = readFileSync(
      new URL(`../src/gateway-messages/${side}-messages.ts`, import.meta.url),
      'utf8',
    );
    expect(file, 'run "npm run generate" in packages/protocol').toBe(generated);
  },
);
