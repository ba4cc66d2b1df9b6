import { describe, expect, it } from 'vitest';
import { unaryCodec } from '../src/contract.js';
import type {
  CompleteJobRequest,
  CreateProcessInstanceRequest,
} from '@grevy/protocol/gateway-messages/client';

describe('the contract of the gateway', () => {
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

  it.each([
    ['text', `"${'x'.repeat(60)}"…`, 'x'.repeat(100)],
    ['a list', 'a list', [1]],
    ['an object', 'an object', {}],
  ])('says what was given instead of a number: %s', (_kind, shown, version) => {
    const request: object = { version };
    expect(() => unaryCodec('CreateProcessInstance').encodeRequest(request)).toThrow(
      new TypeError(`Expected CreateProcessInstance.version to be a 32-bit integer, but was ${shown}`),
    );
  });
});
