// Reads a DMN resource (spec 14 §2.1, §6).
import { readDmn } from '@grevy/dmn';
import {
  RefusedResource,
  type DmnResource,
  type ReadContext,
  type ResourceFile,
} from './deployed-resource.js';

export function readDmnResource(file: ResourceFile, context: ReadContext): DmnResource | RefusedResource {
  const read = readDmn(file.resource);
  if (!read.ok) {
    const named = read.kind === 'UNEXPECTED' ? `'${file.resourceName}': ${read.failure}` : read.failure;
    return new RefusedResource(named);
  }
  const resource: DmnResource = { kind: 'dmn', ...file, model: read.model };
  return findDuplicateId(resource, context) ?? resource;
}

/** Ids must be unique in a deployment; within one file the schema takes care of it. */
function findDuplicateId({ resourceName, model }: DmnResource, { earlier }: ReadContext) {
  const graphs = earlier.filter((resource) => resource.kind === 'dmn');
  const sameGraph = graphs.find((graph) => graph.model.id === model.id);
  if (sameGraph !== undefined) {
    return duplicateId('decision requirements', model.id, sameGraph.resourceName, resourceName);
  }
  for (const { id } of model.decisions) {
    const owner = graphs.find((graph) => graph.model.decisions.some((decision) => decision.id === id));
    if (owner !== undefined) return duplicateId('decision', id, owner.resourceName, resourceName);
  }
  return undefined;
}

function duplicateId(kind: string, id: string, earlierName: string, name: string): RefusedResource {
  return new RefusedResource(
    `Expected the ${kind} ids to be unique within a deployment but found a duplicated id '${id}' ` +
      `in the resources '${earlierName}' and '${name}'.`,
  );
}
