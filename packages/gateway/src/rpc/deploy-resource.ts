/** DeployResource: deploys processes, decisions and forms. Always on partition 1, which distributes them. */
import { NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { int64OfKey } from '../grpc/int64.js';
import { FIRST_PARTITION } from '../routing/round-robin.js';
import { deploymentsOf } from './deployment-metadata.js';
import type { UnaryRpc } from './unary-rpc.js';

export const deployResource: UnaryRpc<'DeployResource'> = {
  name: 'DeployResource',
  handle: async (request, caller, { commands, tenants }) => {
    const tenantId = tenants.ofRequest('DeployResource', request.tenantId, caller);
    const resources = request.resources.map(({ name, content }) => ({
      resourceName: name,
      resource: content,
    }));
    const { key, value } = await commands.sendTo(
      FIRST_PARTITION,
      {
        valueType: 'DEPLOYMENT',
        intent: 'CREATE',
        key: NO_KEY,
        value: VALUE_TYPES.DEPLOYMENT.value.create({ resources, tenantId }),
      },
      caller,
    );
    return { key: int64OfKey(key), deployments: deploymentsOf(value), tenantId: value.tenantId };
  },
};
