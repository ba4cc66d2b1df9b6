import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { gatewayErrorOf } from '../src/gateway-error.js';

function failed(code: status, details: string, trailer?: Uint8Array): ServiceError {
  const metadata = new Metadata();
  if (trailer !== undefined) metadata.set('grpc-status-details-bin', Buffer.from(trailer));
  return Object.assign(new Error(details), { code, details, metadata });
}

/** A length-delimited field of a protobuf message. */
function field(number: number, content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

/** `google.rpc.Status` with details. */
function rpcStatus(code: status, message: string, ...details: readonly Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.from([8, code]),
    field(2, message),
    ...details.map((detail) => field(3, detail)),
  ]);
}

const any = (type: string, value: Buffer): Buffer =>
  Buffer.concat([field(1, `type.googleapis.com/${type}`), field(2, value)]);

describe('the error of a failed call', () => {
  it('has the name of the status, what the gateway said, and the cause', () => {
    const cause = failed(status.NOT_FOUND, 'no such job');
    expect(gatewayErrorOf('CompleteJob', cause)).toMatchObject({
      call: 'CompleteJob',
      code: 'NOT_FOUND',
      description: 'no such job',
      message: 'CompleteJob failed with NOT_FOUND: no such job',
      details: [],
      cause,
    });
  });

  it('has the statuses of the attempts that the gateway made', () => {
    const trailer = rpcStatus(
      status.RESOURCE_EXHAUSTED,
      'busy',
      any('google.rpc.Status', rpcStatus(status.UNAVAILABLE, 'partition 1 has no leader')),
      any('google.rpc.Help', Buffer.from('not read')),
      any('google.rpc.Status', rpcStatus(status.RESOURCE_EXHAUSTED, 'partition 2 is busy')),
    );
    expect(
      gatewayErrorOf('ActivateJobs', failed(status.RESOURCE_EXHAUSTED, 'busy', trailer)).details,
    ).toEqual([
      { code: 'UNAVAILABLE', message: 'partition 1 has no leader' },
      { code: 'RESOURCE_EXHAUSTED', message: 'partition 2 is busy' },
    ]);
  });

  it('stands without details that cannot be read', () => {
    const error = gatewayErrorOf('Topology', failed(status.INTERNAL, 'broken', Buffer.from([0xff, 0xff])));
    expect(error).toMatchObject({ code: 'INTERNAL', description: 'broken', details: [] });
  });

  it('says whether the call was sent', () => {
    const unsent = 'No connection established. Last error: connect ECONNREFUSED 127.0.0.1:1';
    expect(gatewayErrorOf('Topology', failed(status.UNAVAILABLE, unsent)).isUnsent).toBe(true);
    expect(gatewayErrorOf('Topology', failed(status.UNAVAILABLE, 'Connection dropped')).isUnsent).toBe(false);
  });
});
