/** Clients that misbehave are refused as specified, and the others notice nothing. */
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect as connectHttp2,
  constants,
} from 'node:http2';
import { type AddressInfo, type Socket, connect as connectTcp, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Metadata, status } from '@grpc/grpc-js';
import { makeKey } from '@grevy/protocol';
import { describe, expect, test } from 'vitest';
import { type ConnectionSettings, DEFAULT_CONNECTION_SETTINGS } from '../src/index.js';
import { NO_JOBS, batch, created } from './answers.js';
import { GatewayClient, frame, givenGateway, requestBytes, until } from './gateway-client.js';
import { ScriptedBus } from './scripted-bus.js';

const CREATE = requestBytes('CreateProcessInstance', { bpmnProcessId: 'order', version: -1 });
const POLL = { type: 'idle', timeout: 1000, maxJobsToActivate: 1, requestTimeout: '600000' };
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/** A gateway with brokers that create instances and have no jobs, and a client that uses it all the time. */
async function given(connections: Partial<ConnectionSettings> = {}) {
  const bus = new ScriptedBus();
  bus.script = ({ valueType }) => (valueType === 'JOB_BATCH' ? NO_JOBS : created());
  const running = await givenGateway({
    bus,
    settings: { connections: { ...DEFAULT_CONNECTION_SETTINGS, ...connections } },
  });
  return { ...running, bystander: await Bystander.start(running.address) };
}

/** A well-behaved client: one waiting poll, and one call after the other. */
class Bystander {
  private readonly errors: unknown[] = [];
  private calls = 0;
  private stopped = false;
  private pollEnding: number | undefined;

  private constructor(private readonly client: GatewayClient) {}

  static async start(address: string): Promise<Bystander> {
    const bystander = new Bystander(new GatewayClient(address));
    await bystander.client.call('Topology', {});
    void bystander.client.open('ActivateJobs', POLL).ended.then(({ code }) => (bystander.pollEnding = code));
    void bystander.run();
    return bystander;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.client.call('CreateProcessInstance', { bpmnProcessId: 'order', version: -1 }).then(
        () => (this.calls += 1),
        (error: unknown) => this.errors.push(error),
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Ends it; it must have been served all the time, and still wait for jobs. */
  async expectUndisturbed(): Promise<void> {
    const before = this.calls;
    await until(() => this.calls > before || this.errors.length > 0);
    this.stopped = true;
    expect(this.errors).toEqual([]);
    expect(this.pollEnding).toBeUndefined();
    this.client.raw.close();
  }
}

interface Goodbye {
  readonly code: number;
  readonly reason: string;
}

/** A client of HTTP/2 that may do what it wants. */
function rawClient(address: string, options: Parameters<typeof connectHttp2>[1] = {}) {
  const session = connectHttp2(`http://${address}`, options);
  session.on('error', () => undefined);
  const goodbye = new Promise<Goodbye>((resolve) => {
    session.on('goaway', (code: number, _lastStream: number, reason?: Buffer) => {
      resolve({ code, reason: reason?.toString() ?? '' });
    });
  });
  const closed = new Promise<void>((resolve) => session.once('close', resolve));
  const ready = new Promise<void>((resolve) => session.once('remoteSettings', () => resolve()));
  return { session, goodbye, closed, ready };
}

function request(
  session: ClientHttp2Session,
  rpc: string,
  headers: Record<string, string> = {},
): ClientHttp2Stream {
  const stream = session.request({
    ':method': 'POST',
    ':path': `/gateway_protocol.Gateway/${rpc}`,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...headers,
  });
  stream.on('error', () => undefined);
  return stream;
}

function closeCode(stream: ClientHttp2Stream): Promise<number> {
  return new Promise((resolve) => stream.once('close', () => resolve(stream.rstCode ?? 0)));
}

/**
 * Cancels the calls, then closes. Destroying a session while it sends a large request aborts Node 20 now and then, and
 * this client runs in the process of the test.
 */
async function leave(session: ClientHttp2Session, streams: readonly ClientHttp2Stream[]): Promise<void> {
  for (const stream of streams) stream.close(constants.NGHTTP2_CANCEL);
  await until(() => streams.every(({ destroyed }) => destroyed));
  session.close();
}

function ping(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve) => session.ping(() => resolve()));
}

describe('pings', () => {
  test('too many are answered with GOAWAY too_many_pings', async () => {
    const { address, bystander } = await given();
    const { session, goodbye, closed, ready } = rawClient(address);
    await ready;

    for (let count = 0; count < 5 && !session.destroyed; count++) await ping(session);

    expect(await goodbye).toEqual({ code: constants.NGHTTP2_ENHANCE_YOUR_CALM, reason: 'too_many_pings' });
    await closed;
    await bystander.expectUndisturbed();
  });

  test('a flood of them ends the connection', async () => {
    const { address, bystander } = await given();
    const { session, closed, ready } = rawClient(address, { maxOutstandingPings: 20_000 });
    await ready;

    for (let count = 0; count < 10_000 && !session.destroyed; count++) session.ping(() => undefined);

    await closed;
    await bystander.expectUndisturbed();
  });

  test('no more often than allowed are fine, with and without open calls', async () => {
    const { address, bystander } = await given({ minKeepAliveIntervalMs: 5 });
    const { session, ready } = rawClient(address);
    await ready;

    for (let count = 0; count < 20; count++) {
      await ping(session);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }

    expect(session.destroyed).toBe(false);
    session.destroy();
    await bystander.expectUndisturbed();
  });

  test('one for each answer is fine: clients measure the connection so', async () => {
    const { address, bystander } = await given();
    const { session, ready } = rawClient(address);
    await ready;

    for (let count = 0; count < 20; count++) {
      const stream = request(session, 'CreateProcessInstance');
      stream.end(frame(CREATE));
      stream.resume();
      await closeCode(stream);
      await ping(session);
    }

    expect(session.destroyed).toBe(false);
    session.destroy();
    await bystander.expectUndisturbed();
  });
});

describe('connections', () => {
  test('beyond the limit are closed, and possible again when others have left', async () => {
    const { address, bystander } = await given({ maxConnections: 10 });
    const sockets: Socket[] = [];
    const [host = '', port = ''] = address.split(':');
    const open = (): { socket: Socket; closed: Promise<void> } => {
      const socket = connectTcp(Number(port), host)
        .on('error', () => undefined)
        .resume();
      sockets.push(socket);
      return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
    };
    // Two clients of the test are connected already at most.
    const attempts = Array.from({ length: 30 }, open);

    await Promise.race(attempts.map(({ closed }) => closed));
    await bystander.expectUndisturbed();
    for (const socket of sockets) socket.destroy();
    // The gateway may not have noticed yet that they have left.
    for (let isServed = false; !isServed;) {
      const { session, ready, closed } = rawClient(address);
      isServed = await Promise.race([ready.then(() => true), closed.then(() => false)]);
      session.destroy();
    }
  });

  test('that never say hello, or do not finish the handshake, are closed', async () => {
    const { address, bystander } = await given({ handshakeTimeoutMs: 200 });
    const [host = '', port = ''] = address.split(':');
    const silent = connectTcp(Number(port), host).on('error', () => undefined);
    const halfway = connectTcp(Number(port), host).on('error', () => undefined);
    halfway.write(PREFACE);
    for (const socket of [silent, halfway]) socket.resume();

    await Promise.all(
      [silent, halfway].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    );

    await bystander.expectUndisturbed();
  });

  test('whose client is gone without a word are dropped, with their polls', async () => {
    const { address, gateway, bystander } = await given({
      serverPingIntervalMs: 200,
      serverPingTimeoutMs: 500,
    });
    await until(() => gateway.load.openPolls === 1);
    const line = await SilentLine.to(address);
    const client = new GatewayClient(line.address);
    client.open('ActivateJobs', { ...POLL, type: 'dead' });
    await until(() => gateway.load.openPolls === 2);

    line.goSilent();

    await until(() => gateway.load.openPolls === 1);
    client.raw.close();
    line.close();
    await bystander.expectUndisturbed();
  });
});

/** A line to the gateway that can go silent: nothing passes, nothing is closed. */
class SilentLine {
  private readonly sockets: Socket[] = [];
  private silent = false;

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async to(address: string): Promise<SilentLine> {
    const [host = '', port = ''] = address.split(':');
    const server = createServer((inbound) => {
      const outbound = connectTcp(Number(port), host);
      line.sockets.push(inbound, outbound);
      inbound.on('error', () => undefined).on('data', (data) => line.silent || outbound.write(data));
      outbound.on('error', () => undefined).on('data', (data) => line.silent || inbound.write(data));
    });
    const line = new SilentLine(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  goSilent(): void {
    this.silent = true;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

describe('bytes that are no proper HTTP/2', () => {
  const frameOf = (type: number, flags: number, streamId: number, payload: Buffer): Buffer => {
    const head = Buffer.alloc(9);
    head.writeUIntBE(payload.length, 0, 3);
    head.writeUInt8(type, 3);
    head.writeUInt8(flags, 4);
    head.writeUInt32BE(streamId, 5);
    return Buffer.concat([head, payload]);
  };
  const SETTINGS = frameOf(4, 0, 0, Buffer.alloc(0));

  test.each([
    ['a frame that is larger than allowed', frameOf(0, 0, 1, Buffer.alloc(200_000))],
    ['data of a stream that does not exist', frameOf(0, 0, 1, Buffer.from('x'))],
    ['headers that cannot be unpacked', frameOf(1, 4, 1, Buffer.alloc(100, 0xff))],
    ['a ping of the wrong size', frameOf(6, 0, 0, Buffer.alloc(3))],
    [
      'a window that overflows',
      Buffer.concat(Array<Buffer>(3).fill(frameOf(8, 0, 0, Buffer.from([0x7f, 0xff, 0xff, 0xff])))),
    ],
    ['settings with an illegal value', frameOf(4, 0, 0, Buffer.from([0, 5, 0, 0, 0, 1]))],
    ['an even stream id', frameOf(1, 5, 2, Buffer.from([0x82]))],
    [
      'headers that never end',
      Buffer.concat([
        frameOf(1, 0, 1, Buffer.from([0x82])),
        ...Array<Buffer>(5_000).fill(frameOf(9, 0, 1, Buffer.alloc(100, 0x82))),
      ]),
    ],
  ])('%s: the connection is closed', async (_name, bytes) => {
    const { address, bystander } = await given({ handshakeTimeoutMs: 500 });
    const [host = '', port = ''] = address.split(':');
    const socket = connectTcp(Number(port), host).on('error', () => undefined);
    socket.resume();

    socket.write(Buffer.concat([Buffer.from(PREFACE), SETTINGS, bytes]));

    await new Promise((resolve) => socket.once('close', resolve));
    await bystander.expectUndisturbed();
  });

  test('a flood of settings ends the connection', async () => {
    const { address, bystander } = await given();
    const [host = '', port = ''] = address.split(':');
    const socket = connectTcp(Number(port), host).on('error', () => undefined);
    socket.resume();
    socket.write(PREFACE);
    const acknowledged = frameOf(4, 1, 0, Buffer.alloc(0));
    socket.write(Buffer.concat([SETTINGS, acknowledged]));

    socket.write(Buffer.concat(Array<Buffer>(20_000).fill(SETTINGS)));

    await new Promise((resolve) => socket.once('close', resolve));
    await bystander.expectUndisturbed();
  });
});

describe('requests', () => {
  test('with more than 8 KB of headers are refused; the connection goes on', async () => {
    const { client, bystander } = await given();
    await client.call('Topology', {});
    const metadata = new Metadata();
    metadata.set('large', 'x'.repeat(9 * 1024));

    const error = await client.failure('Topology', {}, metadata);

    expect(error.code).toBe(status.RESOURCE_EXHAUSTED);
    const fitting = new Metadata();
    fitting.set('large', 'x'.repeat(7 * 1024));
    expect(await client.call('Topology', {}, fitting)).toMatchObject({ clusterSize: 1 });
    await bystander.expectUndisturbed();
  });

  test('that do not come in completely in time are reset', async () => {
    const { address, bus, bystander } = await given({ requestReceiveTimeoutMs: 100 });
    const { session } = rawClient(address);
    const commandsBefore = bus.commands.length;
    const nothing = request(session, 'CompleteJob');
    const half = request(session, 'CompleteJob');
    half.write(frame(Buffer.alloc(1000)).subarray(0, 500));

    expect(await closeCode(nothing)).toBe(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    expect(await closeCode(half)).toBe(constants.NGHTTP2_ENHANCE_YOUR_CALM);

    expect(bus.commands.slice(commandsBefore).filter(({ valueType }) => valueType === 'JOB')).toEqual([]);
    session.destroy();
    await bystander.expectUndisturbed();
  });

  test('that hold too many bytes together are reset, until others have left', async () => {
    const { address, client, bystander } = await given({ maxRequestBytes: 8 * 1024 * 1024 });
    const { session } = rawClient(address);
    const halves = Array.from({ length: 5 }, () => {
      const stream = request(session, 'CompleteJob');
      stream.write(frame(Buffer.alloc(3 * 1024 * 1024)).subarray(0, 3 * 1024 * 1024));
      return { stream, closed: closeCode(stream) };
    });

    expect(await Promise.race(halves.map(({ closed }) => closed))).toBe(constants.NGHTTP2_ENHANCE_YOUR_CALM);

    await leave(
      session,
      halves.map(({ stream }) => stream),
    );
    const large = { jobKey: '1', variables: `{"a":"${'x'.repeat(3 * 1024 * 1024)}"}` };
    expect((await client.failure('CompleteJob', large)).code).not.toBe(status.RESOURCE_EXHAUSTED);
    await bystander.expectUndisturbed();
  });

  test('that unpack to more than allowed are refused, also by hundreds', async () => {
    const { address, bus, bystander } = await given();
    const { session } = rawClient(address);
    const bomb = frame(gzipSync(Buffer.alloc(5 * 1024 * 1024)), 1);

    const answers = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const stream = request(session, 'CompleteJob', { 'grpc-encoding': 'gzip' });
        stream.end(bomb);
        stream.resume();
        const headers = await new Promise<Record<string, unknown>>((resolve) =>
          stream.once('response', resolve),
        );
        return headers['grpc-status'];
      }),
    );

    expect(new Set(answers.map(String))).toEqual(new Set([String(status.RESOURCE_EXHAUSTED)]));
    expect(bus.commands.some(({ valueType }) => valueType === 'JOB')).toBe(false);
    session.destroy();
    await bystander.expectUndisturbed();
  });

  test('that unpack to too much together are refused until others have left', async () => {
    const { address, client, bystander, bus } = await given({ maxRequestBytes: 8 * 1024 * 1024 });
    const answer = bus.script;
    bus.script = (command, timeoutMs) =>
      command.valueType === 'JOB' ? new Promise(() => undefined) : answer(command, timeoutMs);
    const { session } = rawClient(address);
    const large = { jobKey: '2251799813685250', variables: `{"a":"${'x'.repeat(3 * 1024 * 1024)}"}` };
    const packed = frame(gzipSync(requestBytes('CompleteJob', large)), 1);
    const streams = Array.from({ length: 5 }, () => {
      const stream = request(session, 'CompleteJob', { 'grpc-encoding': 'gzip' });
      stream.end(packed);
      return stream.resume();
    });

    const refused = await Promise.race(
      streams.map(
        (stream) => new Promise<Record<string, unknown>>((resolve) => stream.once('response', resolve)),
      ),
    );

    expect(String(refused['grpc-status'])).toBe(String(status.RESOURCE_EXHAUSTED));
    expect(String(refused['grpc-message'])).toContain('requests of at most');
    await leave(session, streams);
    bus.script = answer;
    expect((await client.failure('CompleteJob', { ...large, jobKey: '1' })).code).toBe(status.UNAVAILABLE);
    await bystander.expectUndisturbed();
  });

  test('that are cancelled at once, by thousands', async () => {
    const { address, gateway, bystander } = await given();
    const { session, closed } = rawClient(address);
    let sent = 0;
    while (!session.closed && !session.destroyed && sent < 5_000) {
      const stream = request(session, 'ActivateJobs');
      stream.write(frame(requestBytes('ActivateJobs', POLL)));
      stream.close(constants.NGHTTP2_CANCEL);
      sent += 1;
      if (sent % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    session.destroy();
    await closed;

    await bystander.expectUndisturbed();
    await until(() => gateway.load.openPolls <= 1);
  });
});

describe('slow readers', () => {
  test('that let too many bytes pile up are cut, and nobody else', async () => {
    const bus = new ScriptedBus();
    bus.script = (command) => {
      if (command.valueType !== 'JOB_BATCH') return created();
      if (command.value.type !== 'large') return NO_JOBS;
      return batch([makeKey(1, 6)], { worker: 'w'.repeat(3 * 1024 * 1024) });
    };
    const { address } = await givenGateway({
      bus,
      settings: {
        connections: { ...DEFAULT_CONNECTION_SETTINGS, maxUnreadResponseBytes: 16 * 1024 * 1024 },
      },
    });
    const bystander = await Bystander.start(address);
    const { session, closed, ready } = rawClient(address, { settings: { initialWindowSize: 0 } });
    await ready;

    for (let count = 0; count < 8; count++) {
      request(session, 'ActivateJobs').end(frame(requestBytes('ActivateJobs', { ...POLL, type: 'large' })));
    }

    await closed;
    await bystander.expectUndisturbed();
  });
});

test('settings of connections that cannot work stop the start', async () => {
  const start = (connections: Partial<ConnectionSettings>) => given(connections);

  await expect(start({ minKeepAliveIntervalMs: 0 })).rejects.toThrow(
    'Minimum keep alive interval must be positive.',
  );
  await expect(start({ maxConnections: 1.5 })).rejects.toThrow(
    'network.maxConnections must be an integer from 1 to 9007199254740991, but was 1.5',
  );
});
