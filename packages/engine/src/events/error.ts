// ERROR CREATED: bans the process instance that an unexpected error hit (spec 10 §1.5.3).
import type { Applier } from './applier.js';

export const errorCreated: Applier<'ERROR'> = (state, _key, { processInstanceKey }) => {
  if (processInstanceKey >= 0) state.bannedInstances.put(processInstanceKey, { processInstanceKey });
};
