// The records of one element that is migrated, in the order of spec 11 §11.21.2.
import { NO_JSON } from '@grevy/protocol';
import { compareStoredText } from '../../state/storage-order.js';
import type { MigratedElement } from './element-rules.js';
import { definitionFields, type Migration } from './migration.js';
import { migrateSubscriptions } from './subscription-plan.js';

export function migrateElement(migration: Migration, element: MigratedElement): void {
  const { context, subscriptions } = element;
  migration.processing.event('PROCESS_INSTANCE', 'ELEMENT_MIGRATED', context.key, context.value);
  migrateJob(migration, element);
  migrateIncidents(migration, element);
  migrateVariables(migration, element);
  migrateSubscriptions(context, subscriptions);
}

/** What the job was created with, its type and headers, stays. */
function migrateJob(migration: Migration, { instance: { jobKey }, context }: MigratedElement): void {
  const { processing } = migration;
  const job = processing.state.jobs.get(jobKey);
  if (job === undefined) return;
  processing.event('JOB', 'MIGRATED', jobKey, {
    ...job.value,
    ...definitionFields(migration),
    processDefinitionVersion: context.value.version,
    elementId: context.element.id,
  });
}

function migrateIncidents(migration: Migration, { instance, context }: MigratedElement): void {
  const { processing } = migration;
  const { state } = processing;
  for (const key of [state.incidentOfElement(instance.key), state.incidentOfJob(instance.jobKey)]) {
    const incident = key === undefined ? undefined : state.incidents.get(key);
    if (key === undefined || incident === undefined) continue;
    processing.event('INCIDENT', 'MIGRATED', key, {
      ...incident.value,
      ...definitionFields(migration),
      elementId: context.element.id,
    });
  }
}

/** The variables of the element's own scope; their values would only make the records large. */
function migrateVariables(migration: Migration, { instance: { key }, context }: MigratedElement): void {
  const { processing } = migration;
  const variables = [...processing.state.localVariables(key)];
  for (const variable of variables.sort((a, b) => compareStoredText(a.name, b.name))) {
    processing.event('VARIABLE', 'MIGRATED', variable.key, {
      name: variable.name,
      value: NO_JSON,
      scopeKey: key,
      processInstanceKey: context.value.processInstanceKey,
      ...definitionFields(migration),
      tenantId: context.value.tenantId,
    });
  }
}
