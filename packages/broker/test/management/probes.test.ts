// The probes tell whether the server serves, not only whether its partitions do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Broker } from '../../src/broker.js';
import type { GatewayState } from '../../src/management/endpoints/actuator-health.js';
import { managementEndpoints } from '../../src/management/management-endpoints.js';

const quiet = () => undefined;

describe('probes of a broker whose partitions are healthy', () => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await Broker.start({
      dataDirectory: undefined,
      version: '8.3.13',
      advertisedHost: 'localhost',
      advertisedPort: 26500,
      exporters: [],
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
  });
  afterAll(() => broker.close());

  it.each<[GatewayState, Readonly<Record<string, number>>]>([
    ['STARTING', { '/startup': 503, '/ready': 503, '/health': 503 }],
    ['RUNNING', { '/startup': 204, '/ready': 204, '/health': 204 }],
    ['SHUTDOWN', { '/startup': 204, '/ready': 503, '/health': 503 }],
  ])('given a gateway in state %s, then they answer %o', async (state, expected) => {
    const { endpoints, close } = managementEndpoints({
      broker: () => broker,
      gatewayState: () => state,
      loggers: undefined,
      isEnabled: () => true,
    });
    const request = { method: 'GET', below: [], query: new URLSearchParams(), body: undefined };
    for (const [path, status] of Object.entries(expected)) {
      const probe = endpoints.find((endpoint) => endpoint.path === path);
      expect(await probe?.answer(request), path).toEqual({ status });
    }
    close();
  });
});
