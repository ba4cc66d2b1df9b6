// The step that migrates a process instance:
//
//   migrate order order-2 charge=pay ship=ship
//   migrate order k9 tenants:t charge=pay
//
// The process instance, the process whose newest definition it moves to (or the key of the definition), the tenants that
// the client may see, and for elements of the old definition those of the new one.
import { DEFAULT_TENANT_ID, type Key } from '@grevy/protocol';
import type { EngineDriver } from './engine-driver.js';
import { keyNamed } from './key-names.js';
import { resourceNamed } from './resource-steps.js';

export function migrate(
  driver: EngineDriver,
  [instance = '', definition = '', ...words]: readonly string[],
  instanceNamed: (name: string) => Key,
) {
  const processInstanceKey = instanceNamed(instance);
  const tenants = words.find((word) => word.startsWith('tenants:'))?.slice('tenants:'.length);
  return driver.send(
    'PROCESS_INSTANCE_MIGRATION',
    'MIGRATE',
    processInstanceKey,
    {
      processInstanceKey,
      targetProcessDefinitionKey: keyNamed(definition) ?? resourceNamed(driver, definition),
      mappingInstructions: words
        .filter((word) => word.includes('='))
        .map((word) => {
          const [sourceElementId = '', targetElementId = ''] = word.split('=');
          return { sourceElementId, targetElementId };
        }),
    },
    tenants?.split(',') ?? [DEFAULT_TENANT_ID],
  );
}
