// Distributed commands that were not acknowledged: sent again in ever longer intervals (spec 12 §12.12.2).
import { isKey, type CommandRequest } from '@grevy/protocol';
import { distributedRequest } from '../behaviours/command-distribution.js';
import type { EngineState } from '../state/engine-state.js';

/** Cycles after which a command is sent again; from the last on, in every multiple of it. */
const RESEND_CYCLES: ReadonlySet<number> = new Set([1, 2, 4, 8, 16]);
const LONGEST_INTERVAL_CYCLES = 30;

/** How many cycles each pending distribution has been seen in; kept in memory, from 0 after a restart. */
export type DistributionCycles = Map<string, number>;

/** One cycle: what is to be sent again. Counters of distributions that are no longer pending are dropped. */
export function distributionsToResend(
  state: EngineState,
  cycles: DistributionCycles,
): readonly CommandRequest[] {
  const requests: CommandRequest[] = [];
  const seen = new Set<string>();
  for (const [key, { started, pending }] of state.pendingDistributions.entries()) {
    for (const { partitionId } of pending) {
      const id = `${key}:${partitionId}`;
      seen.add(id);
      const cycle = (cycles.get(id) ?? -1) + 1;
      cycles.set(id, cycle);
      if (isDue(cycle) && isKey(key)) requests.push(distributedRequest(key, started, partitionId));
    }
  }
  for (const id of cycles.keys()) if (!seen.has(id)) cycles.delete(id);
  return requests;
}

function isDue(cycle: number): boolean {
  return (
    RESEND_CYCLES.has(cycle) || (cycle >= LONGEST_INTERVAL_CYCLES && cycle % LONGEST_INTERVAL_CYCLES === 0)
  );
}
