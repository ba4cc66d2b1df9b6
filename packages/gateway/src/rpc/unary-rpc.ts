/** What every unary call of the gateway is made of: one function from request to response. */
import type { Bus } from '@grevy/protocol';
import type { Caller } from '../caller.js';
import type { UnaryCalls } from '../grpc/messages.js';
import type { CommandSender } from '../routing/command-sender.js';
import type { Partitions } from '../routing/partitions.js';
import type { GatewaySettings } from '../settings.js';
import type { Tenants } from '../tenants.js';

/** What calls work with. */
export interface RpcServices {
  readonly bus: Bus;
  readonly partitions: Partitions;
  readonly commands: CommandSender;
  readonly tenants: Tenants;
  readonly settings: GatewaySettings;
}

export interface UnaryRpc<N extends keyof UnaryCalls> {
  readonly name: N;
  /** Answers a request; rejects with a `GrpcError`. */
  readonly handle: (
    request: UnaryCalls[N]['request'],
    caller: Caller,
    services: RpcServices,
  ) => Promise<UnaryCalls[N]['response']>;
}
