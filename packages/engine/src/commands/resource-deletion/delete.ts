// RESOURCE_DELETION DELETE: a client deletes a process definition or a decision requirements graph (spec 14 §5).
import { keyToText } from '@grevy/protocol';
import type { CommandHandler } from '../handler.js';
import { deleteDecisionRequirements } from './delete-decision-requirements.js';
import { deleteProcess } from './delete-process.js';

export const deleteResource: CommandHandler<'RESOURCE_DELETION'> = {
  process(processing, { value }) {
    const { state } = processing;
    const process = state.processDefinitions.get(value.resourceKey);
    const graph = state.decisionRequirements.get(value.resourceKey);
    const resource = process ?? graph;
    if (resource === undefined || !processing.isAuthorizedFor(resource.value.tenantId)) {
      processing.rejectAndRespond(
        'NOT_FOUND',
        `Expected to delete resource but no resource found with key \`${keyToText(value.resourceKey)}\``,
      );
      return;
    }
    if (process !== undefined && state.hasRunningInstances(value.resourceKey)) {
      processing.rejectAndRespond(
        'INVALID_STATE',
        `Expected to delete resource with key \`${keyToText(value.resourceKey)}\` but there are still running instances`,
      );
      return;
    }
    const key = processing.newEvent('RESOURCE_DELETION', 'DELETING', value);
    processing.respond('RESOURCE_DELETION', 'DELETING', key, value);
    if (process !== undefined) deleteProcess(processing, process.value);
    if (graph !== undefined) deleteDecisionRequirements(processing, graph.value);
    processing.event('RESOURCE_DELETION', 'DELETED', key, value);
  },
};
