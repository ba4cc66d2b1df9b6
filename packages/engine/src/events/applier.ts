// What an event does to the state. Appliers are the only code that changes tables; replay runs them alone.
import type { AnyRecord, Key, ValueOf, ValueType } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';

interface ApplierMethods<V extends ValueType> {
  apply(state: EngineState, key: Key, value: ValueOf<V>): void;
  applyAny(state: EngineState, key: Key, value: AnyRecord['value']): void;
}

/** Applies one event. It must depend on nothing but the state and the record. */
export type Applier<V extends ValueType> = ApplierMethods<V>['apply'];

/** An applier as the kernel sees it: the table in appliers.ts gives it no other events than its own. */
export type AnyApplier = ApplierMethods<ValueType>['applyAny'];

/** An event that changes nothing by itself: it tells consumers of the log. */
export const noChange = (): void => undefined;
