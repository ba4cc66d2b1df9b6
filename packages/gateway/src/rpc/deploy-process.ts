/** DeployProcess (deprecated): as DeployResource, for the default tenant; answers with the processes only. */
import { DEFAULT_TENANT_ID, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { int64OfKey } from '../grpc/int64.js';
import { FIRST_PARTITION } from '../routing/round-robin.js';
import { processMetadata } from './deployment-metadata.js';
import type { UnaryRpc } from './unary-rpc.js';

export const deployProcess: UnaryRpc<'DeployProcess'> = {
  name: 'DeployProcess',
  handle: async (request, caller, { commands }) => {
    const resources = request.processes.map(({ name, definition }) => ({
      resourceName: name,
      resource: definition,
    }));
    const { key, value } = await commands.sendTo(
      FIRST_PARTITION,
      {
        valueType: 'DEPLOYMENT',
        intent: 'CREATE',
        key: NO_KEY,
        value: VALUE_TYPES.DEPLOYMENT.value.create({ resources, tenantId: DEFAULT_TENANT_ID }),
      },
      caller,
    );
    return { key: int64OfKey(key), processes: value.processesMetadata.map(processMetadata) };
  },
};
