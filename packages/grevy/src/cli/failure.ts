// How a command fails: an error of its own for what it finds wrong, and the text and exit code of any error.
import type { GatewayError } from '@grevy/client';
import { certificateProblem, lacksEncryption } from './connection-problem.js';

export const ExitCode = { OK: 0, FAILURE: 1, USAGE: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Something did not work; the message says what, and what to do. */
export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure';
  readonly exitCode: ExitCode = ExitCode.FAILURE;
}

/** The command was called in a way that cannot work. */
export class UsageFailure extends CommandFailure {
  override readonly name = 'UsageFailure';
  override readonly exitCode = ExitCode.USAGE;
}

export interface FailureReport {
  readonly message: string;
  readonly exitCode: ExitCode;
  /** Name of the gRPC status, if the gateway refused. */
  readonly code?: string;
}

/** What a user is told about an error. */
export function reportOf(error: unknown): FailureReport {
  if (error instanceof CommandFailure) return { message: error.message, exitCode: error.exitCode };
  if (isGatewayError(error)) {
    return { message: gatewayText(error), exitCode: ExitCode.FAILURE, code: error.code };
  }
  return { message: error instanceof Error ? error.message : String(error), exitCode: ExitCode.FAILURE };
}

/** By name, since commands that need no gateway do not load the client. */
export function isGatewayError(error: unknown): error is GatewayError {
  return error instanceof Error && error.name === 'GatewayError';
}

function gatewayText(error: GatewayError): string {
  const { code } = error;
  const description = error.description.trimEnd();
  switch (code) {
    case 'UNAVAILABLE':
      return unavailableText(description);
    case 'DEADLINE_EXCEEDED':
      return `No answer in time: ${description}\nGive it longer with --requestTimeout, for example 1m.`;
    case 'UNAUTHENTICATED':
      return `The gateway does not know you: ${description}\nGive --clientId and --clientSecret (or ZEEBE_CLIENT_ID and ZEEBE_CLIENT_SECRET).`;
    default:
      return `${description} (${code})`;
  }
}

function unavailableText(description: string): string {
  // Then the gateway has answered, and a key of another cluster, or a mistyped one, may be the cause.
  if (description.startsWith('Expected to execute command on partition')) {
    return `${description} (UNAVAILABLE)\nCheck the key; "grevy status" shows the partitions.`;
  }
  if (lacksEncryption(description)) return 'The gateway speaks without encryption: give --insecure.';
  const certificate = certificateProblem(description);
  if (certificate !== undefined) {
    return (
      `The certificate of the gateway is not trusted: ${certificate}\n` +
      'Name those to trust with --certPath (or ZEEBE_CA_CERTIFICATE_PATH), another name of the gateway with --authority.'
    );
  }
  if (description.startsWith('Name resolution failed')) {
    return `${description}\nCheck --address, or --host and --port (ZEEBE_ADDRESS, ZEEBE_HOST, ZEEBE_PORT).`;
  }
  return (
    `The gateway does not answer: ${description.replace(/ ?Resolution note:$/, '')}\n` +
    'Start one with "grevy start", or name another with --address (or ZEEBE_ADDRESS). ' +
    'A gateway without encryption needs --insecure, one with it on this machine --insecure=false.'
  );
}
