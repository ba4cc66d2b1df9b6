// What a source says before anybody knows its type: a text, or a list of them.
export type RawValue = string | readonly string[];

/** A text that is no value of its type. */
export class ValueFailure extends Error {
  override readonly name = 'ValueFailure';
}

/** @throws ValueFailure for a list */
export function oneText(raw: RawValue, expected: string): string {
  if (typeof raw === 'string') return raw.trim();
  throw new ValueFailure(`expected ${expected}, but got a list`);
}
