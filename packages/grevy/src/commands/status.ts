// `grevy status`: the brokers and partitions of the cluster.
import { GREVY_CLIENT, withClient, type GatewayOptions } from '../cli/gateway-options.js';
import { printResult, type OutputOptions } from '../cli/output.js';
import { shownTopology } from './shown-topology.js';

export async function status(gateway: GatewayOptions, options: OutputOptions): Promise<void> {
  const topology = await withClient(gateway, GREVY_CLIENT, (client) => client.topology());
  printResult(options, shownTopology(topology), topology);
}
