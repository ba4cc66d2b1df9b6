// FORM events: the versions of form ids (spec 14 §3, §5, §13).
import { NO_KEY } from '@grevy/protocol';
import { tenantScoped } from '../state/process-definition.js';
import type { Applier } from './applier.js';

export const formCreated: Applier<'FORM'> = (state, _key, value) => {
  state.forms.put(value.formKey, { value });
  const id = tenantScoped(value.tenantId, value.formId);
  const versions = state.formVersions.get(id);
  const others = (versions?.keys ?? []).filter((key) => key !== value.formKey);
  const keys = [...others, value.formKey].sort((a, b) => a - b);
  const latestVersion = Math.max(value.version, versions?.latestVersion ?? 0);
  state.formVersions.put(id, { latestVersion, latestKey: keys.at(-1) ?? NO_KEY, keys });
};

export const formDeleted: Applier<'FORM'> = (state, _key, value) => {
  state.forms.delete(value.formKey);
  const id = tenantScoped(value.tenantId, value.formId);
  const versions = state.formVersions.get(id);
  if (versions === undefined) return;
  const keys = versions.keys.filter((key) => key !== value.formKey);
  state.formVersions.put(id, { ...versions, latestKey: keys.at(-1) ?? NO_KEY, keys });
};
