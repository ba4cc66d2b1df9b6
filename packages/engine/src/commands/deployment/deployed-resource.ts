// One resource of a deployment, read and checked but not yet written (spec 14 §2.1).
import type { ExecutableProcess } from '@grevy/bpmn';
import type { DmnModel } from '@grevy/dmn';
import type { FeelRuntime } from '@grevy/feel';

export interface ResourceFile {
  readonly resourceName: string;
  readonly resource: Uint8Array;
  /** MD5 of the bytes. */
  readonly checksum: Uint8Array;
}

export interface BpmnResource extends ResourceFile {
  readonly kind: 'bpmn';
  /** The executable ones, in document order. */
  readonly processes: readonly ExecutableProcess[];
  /** Ids of all processes of the file, executable or not. */
  readonly allProcessIds: readonly string[];
}

export interface DmnResource extends ResourceFile {
  readonly kind: 'dmn';
  readonly model: DmnModel;
}

export interface FormResource extends ResourceFile {
  readonly kind: 'form';
  readonly formId: string;
}

export type DeployedResource = BpmnResource | DmnResource | FormResource;

/** Whether a deployed resource came from the same bytes under the same name (spec 14 §3). */
export function isSameFile(file: DeployedResource, resourceName: string, checksum: Uint8Array): boolean {
  return file.resourceName === resourceName && isSameChecksum(file.checksum, checksum);
}

/** A deleted version has an empty checksum, which is that of no file. */
export function isSameChecksum(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Why a resource is refused: its block of the rejection's reason. */
export class RefusedResource {
  constructor(readonly block: string) {}
}

/** What the readers of single resources need besides the file. */
export interface ReadContext {
  readonly tenantId: string;
  readonly runtime: FeelRuntime;
  /** The resources of this deployment that were accepted before. */
  readonly earlier: readonly DeployedResource[];
  /** Whether processes that would run in circles without ever waiting are accepted (spec 10 §7.6). */
  readonly allowsStraightThroughLoops: boolean;
}
