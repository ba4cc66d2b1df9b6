/** The gRPC server below the calls: bad input, compression, limits, health, closing. */
import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { Metadata, status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../src/index.js';
import { NO_JOBS, created, jobAnswer } from './answers.js';
import type { GatewayClient } from './gateway-client.js';
import { frame, givenGateway, requestBytes, until } from './gateway-client.js';
import { ScriptedBus } from './scripted-bus.js';

const COMPLETE = '/gateway_protocol.Gateway/CompleteJob';
const TOPOLOGY = '/gateway_protocol.Gateway/Topology';

interface RawAnswer {
  readonly httpStatus: number;
  readonly status: string;
  readonly message: string;
}

/** Sends a body to a call, in frames of that many bytes, with these headers on top of the usual ones. */
async function post(
  address: string,
  path: string,
  body: Buffer,
  headers: Record<string, string> = {},
  frameBytes = body.length,
): Promise<RawAnswer> {
  const session = connectHttp2(`http://${address}`);
  session.on('error', () => undefined);
  try {
    return await new Promise<RawAnswer>((resolve, reject) => {
      const stream = session.request({
        ':method': 'POST',
        ':path': path,
        'content-type': 'application/grpc',
        te: 'trailers',
        ...headers,
      });
      let httpStatus = 0;
      const take = (fields: Record<string, unknown>): void => {
        httpStatus = Number(fields[':status'] ?? httpStatus);
        if (fields['grpc-status'] === undefined) return;
        resolve({
          httpStatus,
          status: String(fields['grpc-status']),
          message: decodeURIComponent(String(fields['grpc-message'] ?? '')),
        });
      };
      stream.on('response', take);
      stream.on('trailers', take);
      stream.on('error', reject);
      stream.resume();
      for (let at = 0; at < body.length; at += frameBytes) stream.write(body.subarray(at, at + frameBytes));
      stream.end();
    });
  } finally {
    session.destroy();
  }
}

describe('requests that are no messages', () => {
  const field = (number: number, wireType: number): number => (number << 3) | wireType;
  test.each([
    ['a length beyond the end', Buffer.from([field(2, 2), 100, 0x7b])],
    ['invalid UTF-8', Buffer.from([field(2, 2), 2, 0xc3, 0x28])],
    ['a lone surrogate', Buffer.from([field(2, 2), 3, 0xed, 0xa0, 0x80])],
    ['an endless varint', Buffer.from([field(1, 0), ...Array<number>(11).fill(0xff)])],
    ['a wire type that does not exist', Buffer.from([field(1, 7), 0])],
    ['field number 0', Buffer.from([0, 0])],
    ['an unfinished group', Buffer.from([field(9, 3), 8])],
  ])('%s', async (_name, bytes) => {
    const { bus, client } = await givenGateway();

    const error = await client.failureOfBytes('CompleteJob', bytes);

    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.details).toMatch(
      /^Expected to read a CompleteJob request, but it is not a valid protobuf message: ./,
    );
    expect(bus.commands).toEqual([]);
    expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });

  test('of a streaming call', async () => {
    const { address } = await givenGateway();

    const answer = await post(
      address,
      '/gateway_protocol.Gateway/ActivateJobs',
      frame(Buffer.from([0x0a, 100, 1])),
    );

    expect(answer.status).toBe(String(status.INVALID_ARGUMENT));
  });

  test('unknown fields are ignored, and so are fields of another wire type', async () => {
    const { bus, address } = await givenGateway();
    bus.script = ({ key }) => jobAnswer(key);
    const request = requestBytes('CompleteJob', { jobKey: '2251799813685250', variables: '{}' });
    const unknown = Buffer.from([(field(99, 0) & 0x7f) | 0x80, 0x06, 5, field(2, 0), 1]);

    const answer = await post(address, COMPLETE, frame(Buffer.concat([request, unknown])));

    expect(answer.status).toBe('0');
    expect(bus.sent).toEqual(['1:JOB#COMPLETE']);
  });

  test('deep nesting of unknown groups ends, and the server goes on', async () => {
    const { client } = await givenGateway();

    const error = await client.failureOfBytes('CompleteJob', Buffer.alloc(500_000, field(9, 3)));

    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });
});

describe('compression', () => {
  const request = requestBytes('CreateProcessInstance', {
    bpmnProcessId: 'order',
    version: -1,
    variables: `{"a":"${'x'.repeat(10_000)}"}`,
  });
  const path = '/gateway_protocol.Gateway/CreateProcessInstance';

  test('gzip requests are read', async () => {
    const { bus, address } = await givenGateway();
    bus.script = () => created();

    const answer = await post(address, path, frame(gzipSync(request), 1), { 'grpc-encoding': 'gzip' });

    expect(answer.status).toBe('0');
    expect(bus.commands[0]?.value).toMatchObject({ bpmnProcessId: 'order' });
  });

  test('gzip requests of a streaming call are read', async () => {
    const { bus, address } = await givenGateway();
    bus.script = () => NO_JOBS;
    const poll = {
      type: 'work',
      timeout: 1,
      maxJobsToActivate: 1,
      requestTimeout: -1,
      worker: 'w'.repeat(200),
    };
    const body = frame(gzipSync(requestBytes('ActivateJobs', poll)), 1);

    const answer = await post(address, '/gateway_protocol.Gateway/ActivateJobs', body, {
      'grpc-encoding': 'gzip',
    });

    expect(answer.status).toBe('0');
    expect(bus.commands[0]?.value).toMatchObject({ worker: 'w'.repeat(200) });
  });

  test.each(['snappy', 'deflate'])('the encoding %s is UNIMPLEMENTED', async (encoding) => {
    const { address } = await givenGateway();

    const answer = await post(address, path, frame(request, 1), { 'grpc-encoding': encoding });

    expect(answer.status).toBe(String(status.UNIMPLEMENTED));
    expect(answer.message).toBe(`Can't find decompressor for ${encoding}`);
  });

  test('broken gzip is an error, and the server goes on', async () => {
    const { client, address } = await givenGateway();

    const broken = gzipSync(request).subarray(0, 20);

    const answer = await post(address, path, frame(broken, 1), { 'grpc-encoding': 'gzip' });

    expect(answer.status).toBe(String(status.INTERNAL));
    expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });

  test('the size limit holds for what comes out', async () => {
    const { bus, client, address } = await givenGateway();
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

    const answer = await post(address, path, frame(bomb, 1), { 'grpc-encoding': 'gzip' });

    expect(answer.status).toBe(String(status.RESOURCE_EXHAUSTED));
    expect(bus.commands).toEqual([]);
    expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });
});

describe('message size', () => {
  const size = 4 * 1024 * 1024;
  const requestOf = (bytes: number): Record<string, unknown> => {
    // Field 2: one byte of tag and four of length.
    const variables = `{"a":"${'x'.repeat(bytes - 5 - 8)}"}`;
    return { variables };
  };

  test('4 MB are taken, one byte more is RESOURCE_EXHAUSTED', async () => {
    const { client } = await givenGateway();
    expect(requestBytes('CompleteJob', requestOf(size))).toHaveLength(size);

    const fitting = await client.failure('CompleteJob', requestOf(size));
    const tooLarge = await client.failure('CompleteJob', requestOf(size + 1));

    expect(fitting.code).toBe(status.UNAVAILABLE); // key 0: it was read
    expect(tooLarge.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(tooLarge.details).toBe(`gRPC message exceeds maximum size ${size}: ${size + 1}`);
    expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });
});

describe('what is not gRPC', () => {
  test.each([
    'gateway_protocol.Gateway/Nothing',
    'grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    'x',
  ])('the unknown call %s is UNIMPLEMENTED', async (name) => {
    const { client } = await givenGateway();

    const error = await client.failureOfBytes(`/${name}`, Buffer.alloc(0));

    expect(error.code).toBe(status.UNIMPLEMENTED);
    expect(error.details).toBe(`Method not found: ${name}`);
    expect(error.metadata.get('grpc-status-details-bin')).toEqual([]);
  });

  test.each([
    ['a PUT', { ':method': 'PUT' }, 405, "Method 'PUT' is not supported"],
    [
      'a request in JSON',
      { 'content-type': 'application/json' },
      415,
      "Content-Type 'application/json' is not supported",
    ],
    [
      'gRPC for browsers',
      { 'content-type': 'application/grpc-web' },
      415,
      "Content-Type 'application/grpc-web' is not supported",
    ],
  ])('%s is refused, also in the words of HTTP', async (_name, headers, httpStatus, message) => {
    const { address, bus } = await givenGateway();

    const answer = await post(address, COMPLETE, frame(Buffer.alloc(0)), headers);

    expect(answer).toEqual({ httpStatus, status: String(status.INTERNAL), message });
    expect(bus.sent).toEqual([]);
  });

  test('the content type may be written in any case', async () => {
    const { address } = await givenGateway();

    const answer = await post(address, TOPOLOGY, frame(Buffer.alloc(0)), {
      'content-type': 'Application/GRPC+proto',
    });

    expect(answer).toMatchObject({ httpStatus: 200, status: '0' });
  });

  const request = frame(requestBytes('CompleteJob', { jobKey: '2251799813685250' }));
  test.each([
    ['no message', Buffer.alloc(0), 'Half-closed without a request'],
    ['half a message', request.subarray(0, 7), 'Encountered end-of-stream mid-frame'],
    ['two messages', Buffer.concat([request, request]), 'Too many requests'],
    [
      'a message with flags that do not exist',
      Buffer.concat([Buffer.from([2]), request.subarray(1)]),
      'gRPC frame header malformed: reserved bits not zero',
    ],
    [
      'a message that says it is compressed, without saying how',
      Buffer.concat([Buffer.from([1]), request.subarray(1)]),
      "Can't decode compressed gRPC message as compression not configured",
    ],
  ])('%s is INTERNAL, and the call is not made', async (_name, body, message) => {
    const { address, bus } = await givenGateway();

    const answer = await post(address, COMPLETE, body);

    expect(answer).toEqual({ httpStatus: 200, status: String(status.INTERNAL), message });
    expect(bus.sent).toEqual([]);
  });

  test('a message in many pieces is read', async () => {
    const { address, bus } = await givenGateway();
    bus.script = ({ key }) => jobAnswer(key);

    const answer = await post(address, COMPLETE, request, {}, 1);

    expect(answer.status).toBe('0');
    expect(bus.sent).toEqual(['1:JOB#COMPLETE']);
  });

  test('bytes that are no HTTP/2 close the connection, the others go on', async () => {
    const { client, gateway } = await givenGateway();
    const socket = connectTcp(gateway.address.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();

    socket.write('GET / HTTP/1.1\r\n\r\n'.repeat(100));

    await new Promise((resolve) => socket.on('close', resolve));
    expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });

  test('a TLS client fails at once', async () => {
    const { gateway } = await givenGateway();

    const failed = new Promise<Error>((resolve) => {
      connectTls({ port: gateway.address.port, host: '127.0.0.1', rejectUnauthorized: false }).on(
        'error',
        resolve,
      );
    });

    expect(await failed).toBeInstanceOf(Error);
  });

  test('a port in use is named', async () => {
    const { gateway } = await givenGateway();
    const { port } = gateway.address;

    await expect(startGateway({ bus: new ScriptedBus(), host: '127.0.0.1', port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}`,
    );
  });
});

describe('deadlines', () => {
  const path = '/gateway_protocol.Gateway/ActivateJobs';
  const poll = { type: 'work', timeout: 1000, maxJobsToActivate: 1, requestTimeout: '600000' };

  test('a call whose client gives it no more time is over, and so is its poll', async () => {
    const { address, bus, gateway } = await givenGateway();
    bus.script = () => NO_JOBS;

    const answer = await post(address, path, frame(requestBytes('ActivateJobs', poll)), {
      'grpc-timeout': '200m',
    });

    expect(answer).toEqual({
      httpStatus: 200,
      status: String(status.DEADLINE_EXCEEDED),
      message: 'Deadline exceeded',
    });
    await until(() => gateway.load.openPolls === 0);
  });

  test('one that cannot be read is an error', async () => {
    const { address } = await givenGateway();

    const answer = await post(address, path, frame(requestBytes('ActivateJobs', poll)), {
      'grpc-timeout': 'soon',
    });

    expect(answer).toMatchObject({
      status: String(status.INTERNAL),
      message: "Invalid grpc-timeout: 'soon'",
    });
  });
});

describe('health', () => {
  const check = (service: string): Buffer =>
    Buffer.concat([Buffer.from([0x0a, service.length]), Buffer.from(service)]);

  async function statusOf(client: GatewayClient, service: string): Promise<Buffer | undefined> {
    return new Promise((resolve, reject) => {
      client.raw.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        check(service),
        (error, response) => (error === null ? resolve(response) : reject(error)),
      );
    });
  }

  test.each(['', 'gateway_protocol.Gateway'])(
    '"%s" is SERVING, whether brokers are known or not',
    async (service) => {
      const { bus, client } = await givenGateway({
        authenticate: () => Promise.reject(new Error('not asked')),
      });
      bus.setTopology(undefined);

      expect(await statusOf(client, service)).toEqual(Buffer.from([8, 1]));
    },
  );

  test('another service is NOT_FOUND', async () => {
    const { client } = await givenGateway();

    await expect(statusOf(client, 'other')).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  test('a watcher sees SERVING, then NOT_SERVING at the end; an unknown service is SERVICE_UNKNOWN', async () => {
    const { client, gateway } = await givenGateway();
    const watch = (service: string) => {
      const seen: Buffer[] = [];
      const stream = client.raw.makeServerStreamRequest(
        '/grpc.health.v1.Health/Watch',
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        check(service),
        new Metadata(),
      );
      stream.on('data', (bytes: Buffer) => seen.push(bytes));
      stream.on('error', () => undefined);
      const code = new Promise((resolve) => stream.on('status', (ending) => resolve(ending.code)));
      return { seen, code };
    };
    const known = watch('gateway_protocol.Gateway');
    const unknown = watch('other');
    await until(() => known.seen.length === 1 && unknown.seen.length === 1);

    // Nothing is cut: both have ended by themselves.
    await gateway.close(600_000);

    expect(known.seen).toEqual([Buffer.from([8, 1]), Buffer.from([8, 2])]);
    expect(unknown.seen).toEqual([Buffer.from([8, 3])]);
    expect(await Promise.all([known.code, unknown.code])).toEqual([status.OK, status.OK]);
  });
});

describe('closing', () => {
  test('waits for open calls, and ends polls and streams with UNAVAILABLE', async () => {
    const { bus, client, gateway } = await givenGateway();
    let answer: (() => void) | undefined;
    bus.script = ({ valueType }) =>
      valueType === 'JOB_BATCH'
        ? NO_JOBS
        : new Promise((resolve) => {
            answer = () => resolve(created());
          });
    const poll = client.open('ActivateJobs', { type: 'work', timeout: 1, maxJobsToActivate: 1 });
    const stream = client.open('StreamActivatedJobs', { type: 'work', timeout: 1 });
    const creation = client.call('CreateProcessInstance', { bpmnProcessId: 'order', version: -1 });
    await until(() => answer !== undefined && gateway.load.openJobStreams === 1 && bus.commands.length === 2);

    const closed = gateway.close(60_000);
    const endings = [await poll.ended, await stream.ended];
    answer?.();

    expect(endings.map(({ code }) => code)).toEqual([status.UNAVAILABLE, status.UNAVAILABLE]);
    expect(await creation).toMatchObject({ bpmnProcessId: 'order' });
    await closed;
    expect(bus.jobStreams.size).toBe(0);
  });

  test('cuts what takes longer than the grace', async () => {
    const { bus, client, gateway } = await givenGateway();
    bus.script = () => new Promise(() => undefined);
    const creation = client.failure('CreateProcessInstance', { bpmnProcessId: 'order', version: -1 });
    await until(() => bus.commands.length === 1);

    await gateway.close(10);

    expect([status.UNAVAILABLE, status.CANCELLED]).toContain((await creation).code);
  });
});

test('settings that cannot work stop the start', async () => {
  const start = startGateway({
    bus: new ScriptedBus(),
    host: '127.0.0.1',
    port: 0,
    settings: { maxMessageSizeBytes: 0 },
  });

  await expect(start).rejects.toThrow('maxMessageSize must be positive');
});
