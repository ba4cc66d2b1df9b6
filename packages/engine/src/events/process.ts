// PROCESS events: process definitions and the versions of their ids (spec 14 §3, §5).
import { NO_BYTES, NO_KEY } from '@grevy/protocol';
import { tenantScoped } from '../state/process-definition.js';
import type { Applier } from './applier.js';

/** Partition 1 gives later versions higher keys; elsewhere an older one may arrive behind them. */
export const processCreated: Applier<'PROCESS'> = (state, _key, value) => {
  state.processDefinitions.put(value.processDefinitionKey, { value, deleting: false });
  const id = tenantScoped(value.tenantId, value.bpmnProcessId);
  const versions = state.processVersions.get(id);
  if (versions?.keys.includes(value.processDefinitionKey) === true) return;
  const keys = [...(versions?.keys ?? []), value.processDefinitionKey];
  if (versions !== undefined && versions.latestKey > value.processDefinitionKey) {
    state.processVersions.put(id, { ...versions, keys: keys.sort((a, b) => a - b) });
    return;
  }
  state.processVersions.put(id, {
    highestVersion: Math.max(value.version, versions?.highestVersion ?? 0),
    keys,
    latestKey: value.processDefinitionKey,
    latestChecksum: value.checksum,
  });
};

export const processDeleting: Applier<'PROCESS'> = (state, _key, value) => {
  const definition = state.processDefinitions.get(value.processDefinitionKey);
  if (definition === undefined) return;
  state.processDefinitions.put(value.processDefinitionKey, { ...definition, deleting: true });
  const id = tenantScoped(value.tenantId, value.bpmnProcessId);
  const versions = state.processVersions.get(id);
  if (versions === undefined) return;
  const keys = versions.keys.filter((key) => key !== value.processDefinitionKey);
  const wasLatest = versions.latestKey === value.processDefinitionKey;
  state.processVersions.put(id, {
    ...versions,
    keys,
    latestKey: wasLatest ? (keys.at(-1) ?? NO_KEY) : versions.latestKey,
    latestChecksum: wasLatest ? NO_BYTES : versions.latestChecksum,
  });
};

export const processDeleted: Applier<'PROCESS'> = (state, _key, value) => {
  state.processDefinitions.delete(value.processDefinitionKey);
  state.processModels.forget(value.processDefinitionKey);
};
