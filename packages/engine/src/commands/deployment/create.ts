// DEPLOYMENT CREATE: resources become process definitions, decisions and forms (spec 14 §2).
// A refused deployment is taken back as a whole; only its rejection shows what would have become of the other resources.
import { distribute, isDistributed } from '../../behaviours/command-distribution.js';
import { StartTimerError } from '../../behaviours/start-event-subscriptions.js';
import type { CommandHandler } from '../handler.js';
import { createDistributedDeployment } from './create-distributed.js';
import { deployResources, forgetModels, type DeploymentMetadata } from './deploy-resources.js';
import { readResources } from './read-resources.js';
import { newDefinitionKeys, replaceStartEventSubscriptions, replaceStartTimers } from './start-events.js';

/** Some resources are refused, so the whole step is taken back; the rejection keeps the metadata of the others (spec 03 §6.1). */
class RefusedDeploymentError extends Error {
  override readonly name = 'RefusedDeploymentError';

  constructor(
    reason: string,
    readonly metadata: DeploymentMetadata,
  ) {
    super(reason);
  }
}

export const createDeployment: CommandHandler<'DEPLOYMENT'> = {
  process(processing, command) {
    if (isDistributed(processing, command)) {
      createDistributedDeployment(processing, command);
      return;
    }
    const { value } = command;
    const read = readResources(value, processing.feelRuntime, processing.environment);
    if (!read.ok) {
      throw new RefusedDeploymentError(
        read.reason,
        deployResources(processing, read.accepted, value.tenantId),
      );
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
    if (error instanceof RefusedDeploymentError) {
      forgetModels(processing.state, error.metadata);
      processing.rejectWithValue({ ...value, ...error.metadata }, 'INVALID_ARGUMENT', error.message);
      return true;
    }
    if (!(error instanceof StartTimerError)) return false;
    processing.rejectWithValue({ ...value, resources: [] }, 'PROCESSING_ERROR', error.message);
    return true;
  },
};
