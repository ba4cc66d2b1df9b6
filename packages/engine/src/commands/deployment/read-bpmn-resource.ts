// Reads a BPMN resource: steps 1 to 6 of spec 10 §7.1.
import { checkMultiTenancy, checkStraightThroughLoops, readBpmn } from '@grevy/bpmn';
import {
  RefusedResource,
  type BpmnResource,
  type ReadContext,
  type ResourceFile,
} from './deployed-resource.js';

export function readBpmnResource(file: ResourceFile, context: ReadContext): BpmnResource | RefusedResource {
  const name = file.resourceName;
  const read = readBpmn({ name, bytes: file.resource }, { runtime: context.runtime });
  if (!read.ok) return new RefusedResource(read.block);
  const { processes, allProcessIds } = read;
  for (const earlier of context.earlier) {
    if (earlier.kind === 'bpmn' && earlier.processes.some((process) => allProcessIds.includes(process.id))) {
      return new RefusedResource(
        `Duplicated process id in resources '${earlier.resourceName}' and '${name}'`,
      );
    }
  }
  const tenancy = checkMultiTenancy(name, processes, context.tenantId);
  if (tenancy !== undefined) return new RefusedResource(tenancy);
  const loops = context.refusesStraightThroughLoops ? checkStraightThroughLoops(name, processes) : undefined;
  if (loops !== undefined) return new RefusedResource(loops);
  return { kind: 'bpmn', ...file, processes, allProcessIds };
}
