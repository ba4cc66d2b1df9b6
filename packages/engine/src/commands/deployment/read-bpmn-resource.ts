// Reads a BPMN resource: steps 1 to 6 of spec 10 §7.1.
import { findStraightThroughLoops, findUnsupportedForTenants, readBpmn } from '@grevy/bpmn';
import { DEFAULT_TENANT_ID } from '@grevy/protocol';
import { RefusedResource, type BpmnResource } from './deployed-resource.js';
import type { ReadContext, ResourceFileInput } from './read-resources.js';

export function readBpmnResource(file: ResourceFileInput, context: ReadContext): BpmnResource | RefusedResource {
  const name = file.resourceName;
  const read = readBpmn({ name, bytes: file.resource }, { runtime: context.runtime });
  if (!read.ok) return new RefusedResource(read.block);
  const { processes, allProcessIds } = read;
  for (const earlier of context.earlier) {
    if (earlier.kind === 'bpmn' && earlier.processes.some((process) => allProcessIds.includes(process.id))) {
      return new RefusedResource(`Duplicated process id in resources '${earlier.resourceName}' and '${name}'`);
    }
  }
  if (context.tenantId !== DEFAULT_TENANT_ID) {
    const unsupported = findUnsupportedForTenants(name, processes);
    if (unsupported !== undefined) return new RefusedResource(unsupported);
  }
  const loops = findStraightThroughLoops(name, processes);
  if (loops !== undefined) return new RefusedResource(loops);
  return { kind: 'bpmn', ...file, processes, allProcessIds };
}
