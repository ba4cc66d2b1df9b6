// `grevy cancel KEY`: cancels a process instance.
import { GREVY_CLIENT, withClient, type GatewayOptions } from '../cli/gateway-options.js';
import { keyArgument } from '../cli/key-argument.js';
import { printResult, type OutputOptions } from '../cli/output.js';

export async function cancel(key: string, gateway: GatewayOptions, options: OutputOptions): Promise<void> {
  const processInstanceKey = keyArgument(key);
  await withClient(gateway, GREVY_CLIENT, (client) => client.cancelProcessInstance({ processInstanceKey }));
  printResult(options, `Cancelled process instance ${key}`, { processInstanceKey });
}
