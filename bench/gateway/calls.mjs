// CPU microseconds that the gateway itself takes per unary call: decode, validate, route, map, encode, without gRPC
// and the network. The steady figure on a shared machine. Used by gateway.mjs.
import { noAuthentication } from '../../packages/gateway/dist/caller.js';
import { gatewayMethods } from '../../packages/gateway/dist/gateway-service.js';
import { SILENT } from '../../packages/gateway/dist/logger.js';
import { CommandSender } from '../../packages/gateway/dist/routing/command-sender.js';
import { Partitions } from '../../packages/gateway/dist/routing/partitions.js';
import { DEFAULT_SETTINGS } from '../../packages/gateway/dist/settings.js';
import { Tenants } from '../../packages/gateway/dist/tenants.js';
import { AnsweringBus } from './answering-bus.mjs';

const CALLS = 50_000;
const ROUNDS = 3;

/** @param requests bytes of a request by call */
export async function ownCpuMicrosPerCall(requests) {
  const bus = new AnsweringBus();
  const partitions = new Partitions(bus);
  const tenants = new Tenants(false);
  const methods = gatewayMethods({
    bus,
    partitions,
    tenants,
    commands: new CommandSender(bus, partitions, tenants, DEFAULT_SETTINGS.requestTimeoutMs),
    settings: DEFAULT_SETTINGS,
    authenticate: noAuthentication,
    logger: SILENT,
    closing: false,
  });
  const call = { header: () => undefined, cancelled: false, onCancelled: () => undefined };
  const result = {};
  for (const [name, bytes] of Object.entries(requests)) {
    const method = methods.find(({ path }) => path.endsWith(`/${name}`));
    let best = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      const before = process.cpuUsage();
      for (let count = 0; count < CALLS; count++) await method.handle(bytes, call);
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, (user + system) / CALLS);
    }
    result[name] = best;
  }
  return result;
}
