// RESOURCE_DELETION DELETE: a client deletes a process definition, a decision requirements graph or, as later versions of
// the protocol allow (spec 01 §1.4), a form; or another partition has distributed that (spec 14 §5).
import { keyToText, type Key, type RecordOf } from '@grevy/protocol';
import { acknowledgeDistribution, distribute, isDistributed } from '../../behaviours/command-distribution.js';
import type { Processing } from '../../kernel/processing.js';
import type { CommandHandler } from '../handler.js';
import { deleteDecisionRequirements } from './delete-decision-requirements.js';
import { deleteForm } from './delete-form.js';
import { deleteProcess } from './delete-process.js';

export const deleteResource: CommandHandler<'RESOURCE_DELETION'> = {
  process(processing, command) {
    const { value } = command;
    if (isDistributed(processing, command)) {
      deleteDistributed(processing, command);
      return;
    }
    if (!canDelete(processing, value.resourceKey, processing.authorizedTenants)) return;
    const key = processing.newKey();
    writeDeletion(processing, key, command);
    distribute(processing, key, {
      valueType: 'RESOURCE_DELETION',
      intent: 'DELETE',
      commandValue: { type: 'RESOURCE_DELETION', value },
    });
  },
};

/** A rejected command is not acknowledged, so it comes again: until the resource is there and has no instances left. */
function deleteDistributed(processing: Processing, command: RecordOf<'RESOURCE_DELETION'>): void {
  const { resourceKey } = command.value;
  if (!processing.state.deletedResources.has(resourceKey)) {
    if (!canDelete(processing, resourceKey, undefined)) return;
    writeDeletion(processing, command.key, command);
  }
  acknowledgeDistribution(processing, command);
}

/**
 * Rejects the command if the resource cannot be deleted.
 * @param tenants whose resources may be deleted; undefined for all
 */
function canDelete(
  processing: Processing,
  resourceKey: Key,
  tenants: readonly string[] | undefined,
): boolean {
  const { state } = processing;
  const resource =
    state.processDefinitions.get(resourceKey) ??
    state.decisionRequirements.get(resourceKey) ??
    state.forms.get(resourceKey);
  if (resource === undefined || tenants?.includes(resource.value.tenantId) === false) {
    processing.rejectAndRespond(
      'NOT_FOUND',
      `Expected to delete resource but no resource found with key \`${keyToText(resourceKey)}\``,
    );
    return false;
  }
  if (state.hasRunningInstances(resourceKey)) {
    processing.rejectAndRespond(
      'INVALID_STATE',
      `Expected to delete resource with key \`${keyToText(resourceKey)}\` but there are still running instances`,
    );
    return false;
  }
  return true;
}

function writeDeletion(processing: Processing, key: Key, { value }: RecordOf<'RESOURCE_DELETION'>): void {
  const { state } = processing;
  processing.event('RESOURCE_DELETION', 'DELETING', key, value);
  processing.respond('RESOURCE_DELETION', 'DELETING', key, value);
  const process = state.processDefinitions.get(value.resourceKey);
  if (process !== undefined) deleteProcess(processing, process.value);
  const graph = state.decisionRequirements.get(value.resourceKey);
  if (graph !== undefined) deleteDecisionRequirements(processing, graph.value);
  const form = state.forms.get(value.resourceKey);
  if (form !== undefined) deleteForm(processing, form.value);
  processing.event('RESOURCE_DELETION', 'DELETED', key, value);
}
