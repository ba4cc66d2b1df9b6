// The flags of every command that talks to a gateway (spec 02, section 1.1), and the client that they describe.
import type { GrevyClient, OAuthOptions } from '@grevy/client';
import type { FlagValues } from './flag-options.js';
import type { Flag } from './flag.js';
import { GREVY_VERSION } from '../version.js';

const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;

export const GATEWAY_FLAGS: readonly Flag[] = [
  {
    name: 'address',
    type: 'string',
    description:
      "Address of the gateway; without a port, 26500 is taken (ZEEBE_ADDRESS, default '127.0.0.1:26500')",
  },
  {
    name: 'audience',
    type: 'string',
    description: "Audience of the access token (ZEEBE_TOKEN_AUDIENCE, default the gateway's host)",
  },
  {
    name: 'authority',
    type: 'string',
    description:
      "Name that the gateway's certificate must have, if not its host's (ZEEBE_OVERRIDE_AUTHORITY)",
  },
  {
    name: 'authzUrl',
    type: 'string',
    description: 'Where access tokens come from (ZEEBE_AUTHORIZATION_SERVER_URL)',
  },
  {
    name: 'certPath',
    type: 'string',
    description: 'File with the certificates to trust (ZEEBE_CA_CERTIFICATE_PATH)',
  },
  {
    name: 'clientCache',
    type: 'string',
    description: "File that keeps access tokens (ZEEBE_CLIENT_CONFIG_PATH, default '~/.camunda/credentials')",
  },
  { name: 'clientId', type: 'string', description: 'Client id for access tokens (ZEEBE_CLIENT_ID)' },
  {
    name: 'clientSecret',
    type: 'string',
    description: 'Client secret for access tokens (ZEEBE_CLIENT_SECRET)',
  },
  {
    name: 'host',
    type: 'string',
    description: "Host of the gateway; with it the address does not count (ZEEBE_HOST, default '127.0.0.1')",
  },
  {
    name: 'insecure',
    type: 'bool',
    bare: 'true',
    description: 'Connect without encryption (ZEEBE_INSECURE_CONNECTION)',
  },
  {
    name: 'port',
    type: 'string',
    description: "Port of the gateway; with it the address does not count (ZEEBE_PORT, default '26500')",
  },
  {
    name: 'scope',
    type: 'string',
    description: 'Scope of the access token (ZEEBE_TOKEN_SCOPE)',
  },
  {
    name: 'requestTimeout',
    type: 'duration',
    default: DEFAULT_REQUEST_TIMEOUT_MS,
    description: 'How long a request may take, such as 300ms, 50s or 1m',
  },
];

/** How to reach the gateway, as far as the user says. */
export interface GatewayOptions {
  readonly address: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly isInsecure: boolean | undefined;
  readonly caCertificateFile: string | undefined;
  readonly authority: string | undefined;
  readonly oauth: OAuthOptions;
  readonly requestTimeoutMs: number;
}

/** What the flags say. */
export function gatewayOptions(flags: FlagValues): GatewayOptions {
  return {
    address: flags.optionalText('address'),
    host: flags.optionalText('host'),
    port: flags.optionalText('port'),
    isInsecure: flags.optionalBoolean('insecure'),
    caCertificateFile: flags.optionalText('certPath'),
    authority: flags.optionalText('authority'),
    oauth: {
      clientId: flags.optionalText('clientId'),
      clientSecret: flags.optionalText('clientSecret'),
      audience: flags.optionalText('audience'),
      scope: flags.optionalText('scope'),
      authorizationUrl: flags.optionalText('authzUrl'),
      cacheFile: flags.optionalText('clientCache'),
    },
    requestTimeoutMs: flags.number('requestTimeout'),
  };
}

/** How a command line tool connects where its user says nothing. */
export interface ClientDefaults {
  readonly userAgent: string;
  /** Whether gateways on this machine are spoken to without encryption; all others never are. */
  readonly trustsLoopback: boolean;
  /** Whether people at a terminal see the progress of what takes long. */
  readonly showsProgress: boolean;
}

export const GREVY_CLIENT: ClientDefaults = {
  userAgent: `grevy/${GREVY_VERSION}`,
  trustsLoopback: true,
  showsProgress: true,
};

/** Calls `use` with a client, and closes the client whatever happens. */
export async function withClient<T>(
  options: GatewayOptions,
  defaults: ClientDefaults,
  use: (client: GrevyClient) => Promise<T>,
): Promise<T> {
  // Loaded here, since commands that need no gateway start much faster without it.
  const { GrevyClient } = await import('@grevy/client');
  const { isInsecure, ...settings } = options;
  const client = new GrevyClient({
    ...settings,
    tls: tlsOf(isInsecure, options.caCertificateFile, defaults),
    userAgent: defaults.userAgent,
    // A person at a terminal sees the failure at once, and decides.
    retry: false,
  });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** Undefined leaves the choice to the client. */
function tlsOf(
  isInsecure: boolean | undefined,
  caCertificateFile: string | undefined,
  { trustsLoopback }: ClientDefaults,
): boolean | undefined {
  if (isInsecure !== undefined) return !isInsecure;
  const isInsecureByVariable = process.env['ZEEBE_INSECURE_CONNECTION'] === 'true';
  // Who names certificates wants encryption, on this machine too.
  if (trustsLoopback) return caCertificateFile === undefined || isInsecureByVariable ? undefined : true;
  return !isInsecureByVariable;
}
