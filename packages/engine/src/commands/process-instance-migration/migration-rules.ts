// Which migrations are legal, whatever is active in the process instance (checks 2, 4 and 5 of spec 11 §11.21.1).
import type { ExecutableProcess } from '@grevy/bpmn';
import { keyToText, type RejectionType, type ValueOf } from '@grevy/protocol';
import { elementById, type Migration } from './migration.js';

/** Why a migration is refused. */
export interface Refusal {
  readonly type: RejectionType;
  readonly reason: string;
}

type Instructions = ValueOf<'PROCESS_INSTANCE_MIGRATION'>['mappingInstructions'];

export function duplicateSources({
  processInstanceKey,
  mappingInstructions,
}: ValueOf<'PROCESS_INSTANCE_MIGRATION'>): Refusal | undefined {
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  for (const { sourceElementId } of mappingInstructions) {
    if (seen.has(sourceElementId)) duplicates.add(sourceElementId);
    seen.add(sourceElementId);
  }
  if (duplicates.size === 0) return undefined;
  return {
    type: 'INVALID_ARGUMENT',
    reason:
      `Expected to migrate process instance '${keyToText(processInstanceKey)}' but the mapping instructions ` +
      `contain duplicate source element ids '[${[...duplicates].join(', ')}]'.`,
  };
}

/** Elements that do not exist, then event sub-processes, wherever in the two processes they are. */
export function migrationRefusal(migration: Migration, instructions: Instructions): Refusal | undefined {
  const { source, target } = migration;
  const sourceIds = instructions.map(({ sourceElementId }) => sourceElementId);
  const targetIds = instructions.map(({ targetElementId }) => targetElementId);
  return (
    unknownElement(migration, 'source', source, sourceIds) ??
    unknownElement(migration, 'target', target, targetIds) ??
    eventSubProcess(source, 'process instance', 'Process instances') ??
    eventSubProcess(target, 'target process', 'Target processes')
  );
}

function unknownElement(
  { processInstanceKey }: Migration,
  side: 'source' | 'target',
  process: ExecutableProcess,
  elementIds: readonly string[],
): Refusal | undefined {
  const unknown = elementIds.find((id) => elementById(process, id) === undefined);
  if (unknown === undefined) return undefined;
  return {
    type: 'INVALID_ARGUMENT',
    reason:
      `Expected to migrate process instance '${keyToText(processInstanceKey)}' but mapping instructions contain ` +
      `a non-existing ${side} element id '${unknown}'. ` +
      `Elements provided in mapping instructions must exist in the ${side} process definition.`,
  };
}

function eventSubProcess(process: ExecutableProcess, what: string, all: string): Refusal | undefined {
  for (const { elementType } of process.elementsById.values()) {
    if (elementType !== 'EVENT_SUB_PROCESS') continue;
    return {
      type: 'INVALID_STATE',
      reason:
        `Expected to migrate process instance but ${what} has an event subprocess. ` +
        `${all} with event subprocesses cannot be migrated yet.`,
    };
  }
  return undefined;
}
