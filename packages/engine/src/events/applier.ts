// What an event does to the state. Appliers are the only code that changes tables; replay runs them alone.
import type { Key, ValueOf, ValueType } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';

/** Applies one event. It must depend on nothing but the state and the record. */
export type Applier<V extends ValueType> = (state: EngineState, key: Key, value: ValueOf<V>) => void;

/** An event that changes nothing by itself: it tells consumers of the log. */
export const noChange = (): void => undefined;
