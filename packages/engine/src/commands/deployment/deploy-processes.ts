// Writes the process definitions of a BPMN resource: PROCESS CREATED for each new version (spec 14 §2.2, §3).
import type { ProcessMetadata } from '@grevy/protocol';
import type { Processing } from '../../kernel/processing.js';
import { tenantScoped, type ProcessDefinition } from '../../state/process-definition.js';
import { isSameFile, type BpmnResource } from './deployed-resource.js';

/** One entry per executable process, in document order; a duplicate keeps the key and version it has. */
export function deployProcesses(
  processing: Processing,
  resource: BpmnResource,
  tenantId: string,
): ProcessMetadata[] {
  return resource.processes.map((process) => {
    const duplicate = findDuplicate(processing, resource, process.id, tenantId);
    if (duplicate !== undefined) {
      const { bpmnProcessId, version, processDefinitionKey, resourceName, checksum } = duplicate.value;
      return {
        bpmnProcessId,
        version,
        processDefinitionKey,
        resourceName,
        checksum,
        duplicate: true,
        tenantId,
      };
    }
    const versions = processing.state.processVersions.get(tenantScoped(tenantId, process.id));
    const processDefinitionKey = processing.newKey();
    const metadata = {
      bpmnProcessId: process.id,
      version: (versions?.highestVersion ?? 0) + 1,
      processDefinitionKey,
      resourceName: resource.resourceName,
      checksum: resource.checksum,
      tenantId,
    };
    processing.state.processModels.remember(processDefinitionKey, process);
    processing.event('PROCESS', 'CREATED', processDefinitionKey, {
      ...metadata,
      resource: resource.resource,
    });
    return { ...metadata, duplicate: false };
  });
}

/** The latest version, if it came from the same bytes under the same name. */
function findDuplicate(
  processing: Processing,
  resource: BpmnResource,
  bpmnProcessId: string,
  tenantId: string,
): ProcessDefinition | undefined {
  const versions = processing.state.processVersions.get(tenantScoped(tenantId, bpmnProcessId));
  const latest = versions && processing.state.processDefinitions.get(versions.latestKey);
  if (latest === undefined || versions === undefined) return undefined;
  return isSameFile(resource, latest.value.resourceName, versions.latestChecksum) ? latest : undefined;
}
