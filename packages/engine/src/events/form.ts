// FORM CREATED: the versions of form ids (spec 14 §3, §13).
import { tenantScoped } from '../state/process-definition.js';
import type { Applier } from './applier.js';

export const formCreated: Applier<'FORM'> = (state, _key, value) => {
  state.forms.put(value.formKey, { value });
  const id = tenantScoped(value.tenantId, value.formId);
  const latest = state.formVersions.get(id);
  if (latest !== undefined && latest.latestVersion > value.version) return;
  state.formVersions.put(id, { latestVersion: value.version, latestKey: value.formKey });
};
