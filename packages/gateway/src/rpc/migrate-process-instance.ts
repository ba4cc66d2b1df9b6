/** MigrateProcessInstance: moves a running process instance to another process definition. A call of later versions. */
import { VALUE_TYPES } from '@grevy/protocol';
import { type Int64, operationReferenceOf } from '../grpc/int64.js';
import { StandInKeys } from './stand-in-keys.js';
import type { UnaryRpc } from './unary-rpc.js';

/** What a plan holds that does not name a process definition. */
const NO_DEFINITION: Int64 = { low: 0, high: 0 };

export const migrateProcessInstance: UnaryRpc<'MigrateProcessInstance'> = {
  name: 'MigrateProcessInstance',
  handle: async (request, caller, { commands }) => {
    const keys = new StandInKeys();
    const plan = request.migrationPlan;
    const targetProcessDefinitionKey = keys.keyOf(plan?.targetProcessDefinitionKey ?? NO_DEFINITION);
    const migrated = commands.sendByKey(
      {
        valueType: 'PROCESS_INSTANCE_MIGRATION',
        intent: 'MIGRATE',
        keyOfRecord: 'entity',
        operationReference: operationReferenceOf(request),
        valueFor: (processInstanceKey) =>
          VALUE_TYPES.PROCESS_INSTANCE_MIGRATION.value.create({
            processInstanceKey,
            targetProcessDefinitionKey,
            mappingInstructions: plan?.mappingInstructions ?? [],
          }),
        unknownKey: (key) => ({
          rejectionType: 'NOT_FOUND',
          reason: `Expected to migrate process instance but no process instance found with key '${key}'`,
        }),
      },
      request.processInstanceKey,
      caller,
    );
    await migrated.catch((error: unknown) => {
      throw keys.named(error);
    });
    return {};
  },
};
