// The start events of a new process version take the place of those of the versions before it (spec 14 §2.2).
import type { Key, ProcessMetadata, ValueOf } from '@grevy/protocol';
import {
  cancelStartTimers,
  closeStartEventSubscriptions,
  createStartTimers,
  openStartEventSubscriptions,
} from '../../behaviours/start-event-subscriptions.js';
import type { Processing } from '../../kernel/processing.js';
import { tenantScoped } from '../../state/process-definition.js';

/** The definitions that a deployment has brought, without duplicates of deployed ones. */
export function newDefinitionKeys(processes: readonly ProcessMetadata[]): readonly Key[] {
  return processes.flatMap(({ duplicate, processDefinitionKey }) =>
    duplicate ? [] : [processDefinitionKey],
  );
}

/** @throws StartTimerError when a timer of the new version cannot be evaluated */
export function replaceStartTimers(processing: Processing, processDefinitionKey: Key): void {
  const definition = processing.state.processDefinitions.getOrThrow(processDefinitionKey).value;
  cancelStartTimers(processing, olderVersions(processing, definition));
  createStartTimers(processing, definition);
}

/**
 * A version that another one has overtaken on its way to this partition waits for nothing (spec 12 §12.7.1). One that is
 * distributed a second time closes its own subscriptions and opens them anew (§12.12.2).
 */
export function replaceStartEventSubscriptions(processing: Processing, processDefinitionKey: Key): void {
  const { state } = processing;
  const definition = state.processDefinitions.getOrThrow(processDefinitionKey).value;
  const latest = state.latestProcess(definition.bpmnProcessId, definition.tenantId);
  if (latest?.value.processDefinitionKey !== processDefinitionKey) return;
  closeStartEventSubscriptions(processing, versions(processing, definition));
  openStartEventSubscriptions(processing, definition);
}

function olderVersions(processing: Processing, definition: ValueOf<'PROCESS'>): readonly Key[] {
  return versions(processing, definition).filter((key) => key !== definition.processDefinitionKey);
}

function versions({ state }: Processing, { bpmnProcessId, tenantId }: ValueOf<'PROCESS'>): readonly Key[] {
  return state.processVersions.get(tenantScoped(tenantId, bpmnProcessId))?.keys ?? [];
}
