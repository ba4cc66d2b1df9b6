// The way of commands from one partition to another. It may lose, delay, repeat or reorder them: the engine's protocols between
// partitions live with that (spec 12 §12), and tests make it happen.
import type { CommandRequest } from '@grevy/protocol';

export interface PartitionLinks {
  /** Brings the command to its partition by calling `deliver`, once, never, later or several times. */
  carry(command: CommandRequest, deliver: (command: CommandRequest) => void): void;
}

/** Partitions of one process: every command arrives at once. */
export const DIRECT_LINKS: PartitionLinks = {
  carry: (command, deliver) => deliver(command),
};
