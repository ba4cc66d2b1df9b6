// The arguments that zbctl's commands take, with the texts of their errors (spec 02, section 1.5).
import { isInt64, isInteger } from '../cli/key-argument.js';
import { unparsable } from '../cli/flag.js';
import { ArgumentFailure } from './zbctl-command.js';

/** The one argument. */
export function single(args: readonly string[]): string {
  const [argument, excess] = args;
  if (argument !== undefined && excess === undefined) return argument;
  throw new ArgumentFailure(`accepts 1 arg(s), received ${args.length}`);
}

/** The one argument, a key; it stays text. */
export function singleKey(args: readonly string[]): string {
  const [key, excess] = args;
  if (key === undefined || excess !== undefined) {
    throw new ArgumentFailure('expects key as only positional argument');
  }
  if (isInt64(key)) return key;
  const reason = unparsable(
    'ParseInt',
    key,
    isInteger(key) ? 'value out of range' : 'invalid syntax',
  ).message;
  throw new ArgumentFailure(`invalid argument ${JSON.stringify(key)} for "key": ${reason}`);
}

/** All arguments, of which there must be one. */
export function atLeastOne(args: readonly string[]): readonly string[] {
  if (args.length > 0) return args;
  throw new ArgumentFailure(`requires at least 1 arg(s), only received ${args.length}`);
}

export function none(args: readonly string[], command: string): void {
  const [excess] = args;
  if (excess === undefined) return;
  throw new ArgumentFailure(`unknown command ${JSON.stringify(excess)} for ${JSON.stringify(command)}`);
}

/** An id or a key: what is an integer is a key. */
export function idOrKey(text: string): { readonly key: string } | { readonly id: string } {
  return isInt64(text) ? { key: text } : { id: text };
}
