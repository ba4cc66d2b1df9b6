// What a scheduled check finds to be due: a command that the partition writes into its log without a source
// (spec 10 §1.6).
import type { CommandIntentOf, Key, ValueOf, ValueType } from '@grevy/protocol';

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

/** Takes due keys while the limit allows, leaving out those that are in the log already and not yet processed. */
export function takeDue(
  dueKeys: Iterable<number>,
  limit: number,
  isScheduled: (key: number) => boolean,
  commandOf: (key: number) => DueCommand | undefined,
): DueCommands {
  const commands: DueCommand[] = [];
  for (const key of dueKeys) {
    if (isScheduled(key)) continue;
    if (commands.length >= limit) return { commands, more: true };
    const command = commandOf(key);
    if (command !== undefined) commands.push(command);
  }
  return { commands, more: false };
}
