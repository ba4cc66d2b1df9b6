// Replays the log of a driver into a new engine.
import { Engine, EngineState } from '../../src/index.js';
import type { EngineDriver } from './engine-driver.js';

/** The state after the first records of the log, or after all of them. */
export function replayedState(driver: EngineDriver, records = driver.records.length): EngineState {
  const state = new EngineState(driver.state.partitionId);
  const engine = new Engine(state, driver.engine.environment);
  for (const record of driver.records.slice(0, records)) engine.replay(record);
  return state;
}
