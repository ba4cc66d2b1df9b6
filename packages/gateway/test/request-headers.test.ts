/** How large the headers of a request may be, from its connection's first request on (spec 01 §8.4). */
import { Metadata, status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { givenGateway } from './gateway-client.js';

describe('of all requests', () => {
  test.each([
    ['of a connection is refused like any other', { large: 'x'.repeat(9 * 1024) }, status.RESOURCE_EXHAUSTED],
    [
      'may have as many headers as fit into 8 KB',
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`h${index}`, 'x'])),
      status.OK,
    ],
  ])('the first one %s', async (_name, headers, code) => {
    const { client } = await givenGateway();
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);

    const ended = client.call('Topology', {}, metadata).then(
      () => status.OK,
      (error: { code: number }) => error.code,
    );

    expect(await ended).toBe(code);
  });
});
