// DEPLOYMENT CREATE as another partition has distributed it: the same definitions under the same keys (spec 14 §4).
// Nothing is checked again; a repeated command writes the same events again, and they overwrite. Only what was deleted
// meanwhile stays deleted.
import { md5 } from '@noble/hashes/legacy.js';
import { NO_BYTES, type ProcessMetadata, type RecordOf, type ValueOf } from '@grevy/protocol';
import { acknowledgeDistribution } from '../../behaviours/command-distribution.js';
import type { Processing } from '../../kernel/processing.js';
import { isSameChecksum } from './deployed-resource.js';
import { newDefinitionKeys, replaceStartEventSubscriptions } from './start-events.js';

type File = Pick<ProcessMetadata, 'resourceName' | 'checksum'>;

export function createDistributedDeployment(processing: Processing, command: RecordOf<'DEPLOYMENT'>): void {
  const { key, value } = command;
  const { deletedResources } = processing.state;
  for (const { duplicate, ...metadata } of value.processesMetadata) {
    if (duplicate || deletedResources.has(metadata.processDefinitionKey)) continue;
    const resource = resourceOf(value, metadata);
    processing.event('PROCESS', 'CREATED', metadata.processDefinitionKey, { ...metadata, resource });
  }
  for (const { duplicate, ...metadata } of value.decisionRequirementsMetadata) {
    const { decisionRequirementsKey } = metadata;
    if (duplicate || deletedResources.has(decisionRequirementsKey)) continue;
    const resource = resourceOf(value, metadata);
    processing.event('DECISION_REQUIREMENTS', 'CREATED', decisionRequirementsKey, { ...metadata, resource });
  }
  for (const decision of value.decisionsMetadata) {
    if (decision.duplicate || deletedResources.has(decision.decisionRequirementsKey)) continue;
    processing.event('DECISION', 'CREATED', decision.decisionKey, decision);
  }
  for (const { duplicate, ...metadata } of value.formMetadata) {
    if (duplicate) continue;
    const resource = resourceOf(value, metadata);
    processing.event('FORM', 'CREATED', metadata.formKey, { ...metadata, resource });
  }
  processing.event('DEPLOYMENT', 'CREATED', key, { ...value, resources: [] });
  for (const definitionKey of newDefinitionKeys(value.processesMetadata)) {
    if (deletedResources.has(definitionKey)) continue;
    replaceStartEventSubscriptions(processing, definitionKey);
  }
  acknowledgeDistribution(processing, command);
}

/** Several files may have the same name; then the checksum tells them apart. */
function resourceOf({ resources }: ValueOf<'DEPLOYMENT'>, { resourceName, checksum }: File): Uint8Array {
  const named = resources.filter((resource) => resource.resourceName === resourceName);
  const found =
    named.length === 1 ? named[0] : named.find(({ resource }) => isSameChecksum(md5(resource), checksum));
  return found?.resource ?? NO_BYTES;
}
