/** The result of reading a timer text: a value, or what is wrong with it in the words of the reference. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function malformed(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
