// DEPLOYMENT CREATE: resources become process definitions, decisions and forms (spec 14 §2).
// Everything is read and checked before anything is written, so a refused deployment leaves nothing behind.
import { distribute, isDistributed } from '../../behaviours/command-distribution.js';
import { StartTimerError } from '../../behaviours/start-event-subscriptions.js';
import type { CommandHandler } from '../handler.js';
import { createDistributedDeployment } from './create-distributed.js';
import { deployResources } from './deploy-resources.js';
import { readResources } from './read-resources.js';
import { newDefinitionKeys, replaceStartEventSubscriptions, replaceStartTimers } from './start-events.js';

export const createDeployment: CommandHandler<'DEPLOYMENT'> = {
  process(processing, command) {
    if (isDistributed(processing, command)) {
      createDistributedDeployment(processing, command);
      return;
    }
    const { value } = command;
    const read = readResources(value, processing.feelRuntime, processing.environment);
    if (!read.ok) {
      processing.rejectAndRespond('INVALID_ARGUMENT', read.reason);
      return;
    }
    const metadata = deployResources(processing, read.resources, value.tenantId);
    const newDefinitions = newDefinitionKeys(metadata.processesMetadata);
    for (const definitionKey of newDefinitions) replaceStartTimers(processing, definitionKey);
    const deployed = { ...value, ...metadata, resources: [] };
    const key = processing.newEvent('DEPLOYMENT', 'CREATED', deployed);
    processing.respond('DEPLOYMENT', 'CREATED', key, deployed);
    distribute(processing, key, {
      valueType: 'DEPLOYMENT',
      intent: 'CREATE',
      commandValue: { type: 'DEPLOYMENT', value: { ...deployed, resources: value.resources } },
    });
    for (const definitionKey of newDefinitions) replaceStartEventSubscriptions(processing, definitionKey);
  },

  onError(processing, { value }, error) {
    if (!(error instanceof StartTimerError)) return false;
    processing.rejectWithValue({ ...value, resources: [] }, 'PROCESSING_ERROR', error.message);
    return true;
  },
};
