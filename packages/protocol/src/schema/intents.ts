/** The description language for intents: what a record says happens, or shall happen, to an entity. */

/** A request to the engine. `bans`: an unexpected failure while processing it bans the process instance. */
export interface CommandIntent {
  readonly kind: 'command';
  readonly number: number;
  readonly bans: boolean;
}

/** Something that happened. */
export interface EventIntent {
  readonly kind: 'event';
  readonly number: number;
  readonly bans: false;
}

/** Intents of a value type by name. Numbers are stored: never change or reuse one. */
export type IntentMap = Readonly<Record<string, CommandIntent | EventIntent>>;

export const command = (number: number): CommandIntent => ({ kind: 'command', number, bans: false });

export const banningCommand = (number: number): CommandIntent => ({ kind: 'command', number, bans: true });

export const event = (number: number): EventIntent => ({ kind: 'event', number, bans: false });
