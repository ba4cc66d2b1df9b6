// Reads and checks every resource of a deployment; any error refuses the whole of it (spec 10 §7.1, spec 14 §2.1).
import { md5 } from '@noble/hashes/legacy.js';
import type { FeelRuntime } from '@grevy/feel';
import type { ValueOf } from '@grevy/protocol';
import type { EngineEnvironment } from '../../kernel/environment.js';
import {
  RefusedResource,
  type DeployedResource,
  type ReadContext,
  type ResourceFile,
} from './deployed-resource.js';
import { readBpmnResource } from './read-bpmn-resource.js';
import { readDmnResource } from './read-dmn-resource.js';
import { readFormResource } from './read-form-resource.js';

export type ReadResources =
  | { readonly ok: true; readonly resources: readonly DeployedResource[] }
  | {
      readonly ok: false;
      readonly reason: string;
      /** The resources that could be read. */
      readonly accepted: readonly DeployedResource[];
    };

export function readResources(
  deployment: ValueOf<'DEPLOYMENT'>,
  runtime: FeelRuntime,
  { refusesStraightThroughLoops = true }: Pick<EngineEnvironment, 'refusesStraightThroughLoops'>,
): ReadResources {
  if (deployment.resources.length === 0) {
    return {
      ok: false,
      reason: 'Expected to deploy at least one resource, but none given',
      accepted: [],
    };
  }
  const accepted: DeployedResource[] = [];
  const blocks: string[] = [];
  for (const { resourceName, resource } of deployment.resources) {
    const file = { resourceName, resource, checksum: md5(resource) };
    const { tenantId } = deployment;
    const read = readResource(file, { tenantId, runtime, refusesStraightThroughLoops, earlier: accepted });
    if (read instanceof RefusedResource) blocks.push(read.block);
    else accepted.push(read);
  }
  if (blocks.length === 0) return { ok: true, resources: accepted };
  const introduction = 'Expected to deploy new resources, but encountered the following errors:';
  return { ok: false, reason: [introduction, ...blocks].join('\n'), accepted };
}

/** The kind of a resource follows from its name's suffix, case-sensitively. */
function readResource(file: ResourceFile, context: ReadContext): DeployedResource | RefusedResource {
  const { resourceName } = file;
  if (resourceName.endsWith('.bpmn') || resourceName.endsWith('.xml')) return readBpmnResource(file, context);
  if (resourceName.endsWith('.dmn')) return readDmnResource(file, context);
  if (resourceName.endsWith('.form')) return readFormResource(file, context);
  return new RefusedResource(`\n'${resourceName}': unknown resource type`);
}
