// What a command of zbctl is; each has a file of its own beside this one.
import type { GrevyClient } from '@grevy/client';
import type { FlagValues } from '../cli/flag-options.js';
import type { Flag } from '../cli/flag.js';
import type { ProgressLine } from '../cli/progress-line.js';

export interface ZbctlCommand {
  /** As in `cancel instance`; a command may stand at the top, too. */
  readonly path: readonly [name: string] | readonly [group: string, name: string];
  /** The arguments as the usage line shows them; '' for none. */
  readonly usage: string;
  readonly summary: string;
  /** Help text, if it is more than the summary. */
  readonly description?: string;
  readonly flags: readonly Flag[];
  /** Flags that must be given. */
  readonly required?: readonly string[];
  /**
   * Checks the arguments.
   * @throws ArgumentFailure
   */
  prepare(args: readonly string[]): Run;
}

export type Run = (invocation: Invocation) => Promise<void>;

export interface Invocation {
  readonly flags: FlagValues;
  readonly client: GrevyClient;
  /** Of every request, in ms. */
  readonly requestTimeoutMs: number;
  readonly progress: ProgressLine;
}

/** The arguments of a command are not what it takes; the usage is shown with it. */
export class ArgumentFailure extends Error {
  override readonly name = 'ArgumentFailure';
}

/** A command that did not work, in the words of zbctl. */
export class ZbctlFailure extends Error {
  override readonly name = 'ZbctlFailure';
}

/** How long a gateway may hold a call that must be answered within `deadlineMs`; ms. */
export function waitingTimeMs(deadlineMs: number): number {
  const LONGEST_MARGIN_MS = 10_000;
  return Math.trunc(deadlineMs - Math.min(deadlineMs / 10, LONGEST_MARGIN_MS));
}

/**
 * The deadline of a call that the gateway may hold for `waitingTimeMs(deadlineMs)`; ms. Later than the gateway's own, as a
 * slow machine may take longer than the margin to connect: the gateway's answer then still comes.
 */
export function waitingDeadlineMs(deadlineMs: number): number {
  const CONNECTING_MS = 2_000;
  return deadlineMs + CONNECTING_MS;
}

/** A command that did not work and has said why. */
export class SilentFailure extends ZbctlFailure {
  constructor() {
    super('');
  }
}
