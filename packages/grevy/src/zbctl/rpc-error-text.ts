// Failed calls in the words of zbctl (spec 02, section 1.5).
import type { GatewayError } from '@grevy/client';
import { certificateProblem, lacksEncryption } from '../cli/connection-problem.js';
import { isGatewayError } from '../cli/failure.js';

export function rpcErrorText(error: unknown): string {
  if (!isGatewayError(error)) return otherErrorText(error);
  return `rpc error: code = ${camelCase(error.code)} desc = ${describe(error)}`;
}

/** There, a call whose token could not be had is a failed call like others. */
function otherErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name !== 'TokenError') return error.message;
  return `rpc error: code = Canceled desc = failed to apply token: failed to obtain access token: ${error.message}`;
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
  const reason = dialingProblem(description);
  if (reason !== undefined) return connectionError(`transport: Error while dialing: dial tcp${reason}`);
  if (lacksEncryption(description)) {
    return connectionError(
      'transport: authentication handshake failed: tls: first record does not look like a TLS handshake',
    );
  }
  const certificate = certificateProblem(description);
  if (certificate !== undefined) {
    return connectionError(
      `transport: authentication handshake failed: tls: failed to verify certificate: ${certificate}`,
    );
  }
  return description;
}

/** What kept the connection from being made. */
function dialingProblem(description: string): string | undefined {
  const refused = /ECONNREFUSED (\S+?)(\.?)(?= |$)/.exec(description)?.[1];
  if (refused !== undefined) return ` ${withPort(refused)}: connect: connection refused`;
  const [, host] = /^Name resolution failed for target dns:(.*):\d+$/.exec(description) ?? [];
  if (host !== undefined) return `: lookup ${host}: no such host`;
  const [, port] = /^Failed to parse DNS address dns:.*:(.*)$/.exec(description) ?? [];
  if (port !== undefined) return `: lookup tcp/${port}: unknown port`;
  const [, number] =
    /Port should be >= 0 and < 65536\. Received type number \((\d+)\)/.exec(description) ?? [];
  return number === undefined ? undefined : `: address ${number}: invalid port`;
}

/** Node leaves port 0 out. */
function withPort(address: string): string {
  return /:\d+$/.test(address) ? address : `${address}:0`;
}

function connectionError(cause: string): string {
  return `connection error: desc = ${JSON.stringify(cause)}`;
}
