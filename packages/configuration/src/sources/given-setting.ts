// What a source says about one setting, and where it says so.
import type { RawValue } from '../values/raw-value.js';

export type Origin =
  | { readonly kind: 'file'; readonly file: string; readonly line: number }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'flag'; readonly flag: string };

export interface GivenSetting {
  /** Names as written, from the outermost to the innermost. */
  readonly path: readonly string[];
  readonly raw: RawValue;
  readonly origin: Origin;
}

export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'file':
      return `${origin.file}:${origin.line}`;
    case 'environment':
      return origin.variable;
    case 'flag':
      return origin.flag;
  }
}
