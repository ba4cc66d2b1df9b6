import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unaryCodec } from '../src/contract.js';
import type { CompleteJobRequest, CreateProcessInstanceRequest } from '../src/messages.js';

describe('the contract of the gateway', () => {
  it('is what messages.ts was generated from', () => {
    const script = fileURLToPath(new URL('../scripts/generate-messages.mjs', import.meta.url));
    const generated = execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' });
    const file = readFileSync(new URL('../src/messages.ts', import.meta.url), 'utf8');
    expect(file, 'run "npm run generate" in packages/client').toBe(generated);
  });

  it('fills in the fields that an answer leaves out', () => {
    const answer = unaryCodec('Topology').decodeResponse(new Uint8Array());
    expect(answer).toEqual({
      brokers: [],
      clusterSize: 0,
      partitionsCount: 0,
      replicationFactor: 0,
      gatewayVersion: '',
    });
  });

  it('reads 64-bit integers as exact text', () => {
    // Field 4, varint 2^63 - 1.
    const bytes = Uint8Array.of(0x20, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f);
    const answer = unaryCodec('CreateProcessInstance').decodeResponse(bytes);
    expect(answer.processInstanceKey).toBe('9223372036854775807');
  });

  it('writes 64-bit integers exactly', () => {
    const bytes = unaryCodec('CompleteJob').encodeRequest({ jobKey: '9223372036854775807' });
    expect([...bytes]).toEqual([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
  });

  it('names a field that does not exist', () => {
    const request: CompleteJobRequest & { readonly jobkey: string } = { jobkey: '1' };
    expect(() => unaryCodec('CompleteJob').encodeRequest(request)).toThrow(
      'CompleteJob has no field "jobkey"; it has jobKey, variables',
    );
  });

  it('names a field of the wrong type', () => {
    const request: CreateProcessInstanceRequest = { version: 2 ** 31 };
    expect(() => unaryCodec('CreateProcessInstance').encodeRequest(request)).toThrow(
      'Expected CreateProcessInstance.version to be a 32-bit integer, but was 2147483648',
    );
  });
});
