// INCIDENT events (spec 10 §6, spec 13 §2.1 and §9).
import { NO_CATCH_EVENT_FOUND } from '@grevy/protocol';
import type { Applier } from './applier.js';

export const incidentCreated: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.insert(key, { value });
  const job = state.jobs.get(value.jobKey);
  // A job that is too large to be handed out waits for its incident; the others are in their state already.
  if (job?.state === 'ACTIVATABLE') state.jobs.put(value.jobKey, { ...job, state: 'FAILED' });
};

export const incidentResolved: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.delete(key);
  const job = state.jobs.get(value.jobKey);
  if (job === undefined) return;
  let jobValue = job.value;
  if (jobValue.elementId === NO_CATCH_EVENT_FOUND) {
    const element = state.elementInstances.get(jobValue.elementInstanceKey);
    if (element !== undefined) jobValue = { ...jobValue, elementId: element.value.elementId };
  }
  state.jobs.put(value.jobKey, { state: 'ACTIVATABLE', backingOff: false, value: jobValue });
};

export const incidentMigrated: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.put(key, { value });
};
