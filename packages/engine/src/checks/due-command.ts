// What a scheduled check finds to be due: a command that the partition writes into its log without a source
// (spec 10 §1.6).
import type { AnyRecord, CommandIntentOf, Key, ValueOf, ValueType } from '@grevy/protocol';
import type { EngineState } from '../state/engine-state.js';

export interface DueCommandOf<V extends ValueType> {
  readonly valueType: V;
  readonly intent: CommandIntentOf<V>;
  readonly key: Key;
  readonly value: ValueOf<V>;
}

export type DueCommand = { [V in ValueType]: DueCommandOf<V> }[ValueType];

/** One run of a check; `more` tells that the limit ended it and it should go on when these are processed. */
export interface DueCommands {
  readonly commands: readonly DueCommand[];
  readonly more: boolean;
}

/**
 * Looks for what is due at a time (epoch ms), up to a limit, leaving out those whose command is in the log already and
 * not yet processed.
 */
export type DueCheck = (
  state: EngineState,
  now: number,
  limit: number,
  isScheduled: (key: number) => boolean,
) => DueCommands;

/** The keys of the due things that a command is about. */
export function dueKeysOf(command: DueCommand | AnyRecord): readonly Key[] {
  return command.valueType === 'MESSAGE_BATCH' ? command.value.messageKeys : [command.key];
}

/** Takes due keys while the limit allows, leaving out those that are scheduled. */
export function takeDueKeys(
  dueKeys: Iterable<number>,
  limit: number,
  isScheduled: (key: number) => boolean,
): { readonly keys: readonly number[]; readonly more: boolean } {
  const keys: number[] = [];
  for (const key of dueKeys) {
    if (isScheduled(key)) continue;
    if (keys.length >= limit) return { keys, more: true };
    keys.push(key);
  }
  return { keys, more: false };
}

/** The same, as commands of one each. */
export function takeDue(
  dueKeys: Iterable<number>,
  limit: number,
  isScheduled: (key: number) => boolean,
  commandOf: (key: number) => DueCommand | undefined,
): DueCommands {
  const { keys, more } = takeDueKeys(dueKeys, limit, isScheduled);
  return { commands: keys.flatMap((key) => commandOf(key) ?? []), more };
}
