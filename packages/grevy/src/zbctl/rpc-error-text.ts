// Failed calls in the words of zbctl (spec 02, section 1.5).
import type { GatewayError } from '@grevy/client';
import { isGatewayError } from '../cli/failure.js';

export function rpcErrorText(error: unknown): string {
  if (!isGatewayError(error)) return error instanceof Error ? error.message : String(error);
  return `rpc error: code = ${camelCase(error.code)} desc = ${describe(error)}`;
}

/** As in `NotFound`. */
function camelCase(code: string): string {
  // The one name that the convention spells otherwise.
  if (code === 'CANCELLED') return 'Canceled';
  return code
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}

/** Failures of the connection itself are known by other words there. */
function describe({ code, description }: GatewayError): string {
  if (code === 'DEADLINE_EXCEEDED' && /^Deadline exceeded/i.test(description))
    return 'context deadline exceeded';
  if (code !== 'UNAVAILABLE') return description;
  const refused = /ECONNREFUSED (\S+:\d+)/.exec(description);
  if (refused !== null) {
    return connectionError(
      `transport: Error while dialing: dial tcp ${refused[1]}: connect: connection refused`,
    );
  }
  if (/wrong version number|packet length too long|before secure TLS connection/.test(description)) {
    return connectionError(
      'transport: authentication handshake failed: tls: first record does not look like a TLS handshake',
    );
  }
  return description;
}

function connectionError(cause: string): string {
  return `connection error: desc = ${JSON.stringify(cause)}`;
}
