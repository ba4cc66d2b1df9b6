// DEPLOYMENT CREATE: resources become process definitions, decisions and forms (spec 14 §2).
// Everything is read and checked before anything is written, so a refused deployment leaves nothing behind.
import { StartTimerError } from '../../behaviours/start-event-subscriptions.js';
import type { CommandHandler } from '../handler.js';
import { deployProcesses } from './deploy-processes.js';
import { readResources } from './read-resources.js';
import { replaceStartEventSubscriptions, replaceStartTimers } from './start-events.js';

export const createDeployment: CommandHandler<'DEPLOYMENT'> = {
  process(processing, { value }) {
    const read = readResources(value, processing.feelRuntime);
    if (!read.ok) {
      processing.rejectAndRespond('INVALID_ARGUMENT', read.reason);
      return;
    }
    const processesMetadata = read.resources.flatMap((resource) =>
      resource.kind === 'bpmn' ? deployProcesses(processing, resource, value.tenantId) : [],
    );
    const newDefinitionKeys = processesMetadata
      .filter(({ duplicate }) => !duplicate)
      .map(({ processDefinitionKey }) => processDefinitionKey);
    for (const definitionKey of newDefinitionKeys) replaceStartTimers(processing, definitionKey);
    const deployed = { ...value, resources: [], processesMetadata };
    const key = processing.newEvent('DEPLOYMENT', 'CREATED', deployed);
    processing.respond('DEPLOYMENT', 'CREATED', key, deployed);
    for (const definitionKey of newDefinitionKeys) replaceStartEventSubscriptions(processing, definitionKey);
  },

  onError(processing, _command, error) {
    if (!(error instanceof StartTimerError)) return false;
    processing.rejectWithoutResources('PROCESSING_ERROR', error.message);
    return true;
  },
};
