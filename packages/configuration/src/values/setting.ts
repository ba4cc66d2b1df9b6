// What the table says about one setting: its type, default, bounds, meaning, and whether it has an effect here.
import type { RawValue } from './raw-value.js';

/** Whether a setting does something. Those without effect are accepted, so that existing files work, and named once. */
export type Effect =
  | { readonly kind: 'applied' }
  /** `reason` completes "… have no effect: ". */
  | { readonly kind: 'none'; readonly reason: string }
  /** Any value but the default stops the start: going on without it would be unsafe. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A fragment of a JSON schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Setting<T> {
  /** Name of the type in the documentation. */
  readonly type: string;
  /** What holds when no source says anything. */
  readonly defaultValue: T;
  /** The default in the notation of the type, '' for none. */
  readonly defaultText: string;
  readonly documentation: string;
  readonly effect: Effect;
  /** Environment variable or flag that means this setting besides the names made from its path. */
  readonly alias: string | undefined;
  readonly schema: JsonSchema;
  /** @throws ValueFailure when the text is no value of the type or out of bounds */
  parse(raw: RawValue): T;
}

export const APPLIED: Effect = { kind: 'applied' };
