/** UTF-8 through the encoder and decoder that every JavaScript host has. They are pure functions of their input. */

declare class TextEncoder {
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  decode(input: Uint8Array): string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Writes the UTF-8 form to the start of `target`, which must have 3 bytes for each code unit. Returns its length. */
export function encodeUtf8(text: string, target: Uint8Array): number {
  return encoder.encodeInto(text, target).written;
}

/** The text of UTF-8 bytes, or undefined if they are not UTF-8. */
export function decodeUtf8(utf8: Uint8Array): string | undefined {
  try {
    return decoder.decode(utf8);
  } catch {
    return undefined;
  }
}
