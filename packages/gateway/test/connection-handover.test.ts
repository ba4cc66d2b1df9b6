/** Clients that reset every stream: the platform would cut their connections after 1,000 calls. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, connect, constants } from 'node:http2';
import { expect, test } from 'vitest';
import { ZBClient } from 'zeebe-node';
import { givenGateway, until } from './gateway-client.js';

const CALLS = 1_800;
const IN_FLIGHT = 100;

test(
  'zeebe-node makes thousands of calls in a row, and none of them breaks',
  { timeout: 60_000 },
  async () => {
    const { address, client } = await givenGateway();
    const zeebeNode = new ZBClient(address, { retry: false, loglevel: 'NONE', useTLS: false });
    try {
      for (let made = 0; made < CALLS; made += IN_FLIGHT) {
        await Promise.all(Array.from({ length: IN_FLIGHT }, () => zeebeNode.topology()));
      }
      // More at once than the platform lets a client reset.
      await Promise.all(Array.from({ length: 1_100 }, () => zeebeNode.topology()));
    } finally {
      await zeebeNode.close();
    }
    expect(await client.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  },
);

/** A message without fields, in the frame of gRPC. */
const NO_FIELDS = Buffer.alloc(5);

const HEADERS = {
  ':method': 'POST',
  ':path': '/gateway_protocol.Gateway/Topology',
  'content-type': 'application/grpc',
  'user-agent': 'zeebe-client-nodejs/8.3.2 grpc-node-js/1.9.7',
};

test('a client is asked to leave, then told which of its calls were the last, and all of them go on', async () => {
  const { address } = await givenGateway();
  const session = connect(`http://${address}`);
  const goaways: unknown[][] = [];
  session.on('goaway', (...goaway: unknown[]) => goaways.push(goaway.slice(0, 2)));
  const streams = Array.from({ length: 901 }, () => session.request(HEADERS));
  await until(() => goaways.length === 2);

  expect(goaways).toEqual([
    [constants.NGHTTP2_NO_ERROR, 2 ** 31 - 1],
    [constants.NGHTTP2_NO_ERROR, streams.at(-1)?.id],
  ]);
  const answers = await Promise.all(
    streams.map((stream) => once(stream.end(NO_FIELDS).resume(), 'response')),
  );
  const statuses = answers.map(([headers]) => (headers as IncomingHttpHeaders)[':status']);
  expect(new Set(statuses)).toEqual(new Set([200]));
  await once(session, 'close');
});
