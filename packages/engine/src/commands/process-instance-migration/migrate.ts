// PROCESS_INSTANCE_MIGRATION MIGRATE: a client moves a running process instance to another process definition
// (spec 11 §11.21). Everything is checked before the first record is written.
import { keyToText, NO_KEY, type Key, type ValueOf } from '@grevy/protocol';
import { BatchSizeExceededError } from '../../kernel/errors.js';
import type { Processing } from '../../kernel/processing.js';
import { isTerminating, type ElementInstance } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';
import { migrateElement } from './element-migration.js';
import { migratedElement, type MigratedElement } from './element-rules.js';
import { elementInstancesOf, type Migration } from './migration.js';
import { duplicateSources, migrationRefusal, type Refusal } from './migration-rules.js';

type Value = ValueOf<'PROCESS_INSTANCE_MIGRATION'>;

interface CheckedMigration {
  readonly migration: Migration;
  readonly elements: readonly MigratedElement[];
}

export const migrateProcessInstance: CommandHandler<'PROCESS_INSTANCE_MIGRATION'> = {
  process(processing, { key, value }) {
    const checked = check(processing, value);
    if ('reason' in checked) {
      processing.rejectAndRespond(checked.type, checked.reason);
      return;
    }
    for (const element of checked.elements) migrateElement(checked.migration, element);
    const eventKey = key === NO_KEY ? value.processInstanceKey : key;
    processing.event('PROCESS_INSTANCE_MIGRATION', 'MIGRATED', eventKey, value);
    processing.respond('PROCESS_INSTANCE_MIGRATION', 'MIGRATED', eventKey, value);
  },

  onError(processing, { value }, error) {
    if (!(error instanceof BatchSizeExceededError)) return false;
    processing.rejectAndRespond(
      'INVALID_ARGUMENT',
      `Unable to migrate process instance with key '${keyToText(value.processInstanceKey)}' ` +
        `as the size exceeds the maximum batch size.`,
    );
    return true;
  },
};

function check(processing: Processing, value: Value): CheckedMigration | Refusal {
  const { processInstanceKey, targetProcessDefinitionKey, mappingInstructions } = value;
  const { state } = processing;
  const instance = findProcessInstance(processing, processInstanceKey);
  if (instance === undefined) {
    return {
      type: 'NOT_FOUND',
      reason: `Expected to migrate process instance but no process instance found with key '${keyToText(processInstanceKey)}'`,
    };
  }
  const duplicates = duplicateSources(value);
  if (duplicates !== undefined) return duplicates;
  const targetDefinition = state.processDefinitions.get(targetProcessDefinitionKey)?.value;
  if (targetDefinition?.tenantId !== instance.value.tenantId) {
    return {
      type: 'NOT_FOUND',
      reason: `Expected to migrate process instance to process definition but no process definition found with key '${keyToText(targetProcessDefinitionKey)}'`,
    };
  }
  const migration: Migration = {
    processing,
    processInstanceKey,
    source: state.processModel(instance.value.processDefinitionKey),
    target: state.processModel(targetProcessDefinitionKey),
    targetDefinition,
    targetIds: new Map(
      mappingInstructions.map(({ sourceElementId, targetElementId }) => [sourceElementId, targetElementId]),
    ),
    mappedTargetIds: new Set(mappingInstructions.map(({ targetElementId }) => targetElementId)),
  };
  return migrationRefusal(migration, mappingInstructions) ?? checkElements(migration);
}

/** One that is being terminated is as good as gone. */
function findProcessInstance(processing: Processing, key: Key): ElementInstance | undefined {
  const instance = processing.state.elementInstances.get(key);
  if (instance?.value.bpmnElementType !== 'PROCESS' || isTerminating(instance)) return undefined;
  return processing.isAuthorizedFor(instance.value.tenantId) ? instance : undefined;
}

function checkElements(migration: Migration): CheckedMigration | Refusal {
  const elements: MigratedElement[] = [];
  for (const instance of elementInstancesOf(migration)) {
    const element = migratedElement(migration, instance);
    if (typeof element === 'string') {
      const prefix = `Expected to migrate process instance '${keyToText(migration.processInstanceKey)}' but`;
      return { type: 'INVALID_STATE', reason: `${prefix} ${element}` };
    }
    elements.push(element);
  }
  return { migration, elements };
}
