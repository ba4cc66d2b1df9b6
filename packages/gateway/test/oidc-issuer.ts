/** A real OpenID Connect issuer on loopback, which gives JWT access tokens to a client with a secret. */
import { generateKeyPairSync } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import type { JWK } from 'oidc-provider';

export const CLIENT_ID = 'order-service';
export const CLIENT_SECRET = 'secret';

interface KeyPair {
  readonly keyId: string;
  readonly jwk: JWK;
}

/** A new signing key with this id. */
export function newKey(keyId: string): KeyPair {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    keyId,
    jwk: { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: keyId } as JWK,
  };
}

export class OidcIssuer {
  private provider: Provider | undefined;
  private readonly server: Server;
  /** Requests for its keys so far. */
  keyRequests = 0;
  /** Requests for tokens so far. */
  tokenRequests = 0;
  /** Life of tokens whose request does not say it. */
  ttlSeconds = 300;

  private constructor() {
    this.server = createServer((request, response) => {
      if (request.url === '/jwks') this.keyRequests += 1;
      if (request.url === '/token') this.tokenRequests += 1;
      if (this.provider === undefined) response.writeHead(503).end();
      else void this.provider.callback()(request, response);
    });
    // A busy machine would send a request on a connection that is just being closed for being idle.
    this.server.keepAliveTimeout = 0;
  }

  static async start(): Promise<OidcIssuer> {
    const issuer = new OidcIssuer();
    await new Promise<void>((resolve) => issuer.server.listen(0, '127.0.0.1', resolve));
    await issuer.useKey(newKey('first'));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on it signs with this key, and shows no other. */
  async useKey(key: KeyPair): Promise<void> {
    const { default: OidcProvider } = await import('oidc-provider');
    this.provider = new OidcProvider(this.url, {
      jwks: { keys: [key.jwk] },
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      scopes: ['zeebe'],
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:grevy:test',
          useGrantedResource: () => true,
          getResourceServerInfo: (context) => ({
            scope: 'zeebe',
            audience: String(context.oidc.body?.['audience'] ?? 'zeebe-api'),
            accessTokenTTL: Number(context.oidc.body?.['ttl'] ?? this.ttlSeconds),
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
    });
  }

  /** It answers nothing but errors until it gets a key again. */
  fail(): void {
    this.provider = undefined;
  }

  /** An access token by the grant of client credentials. */
  async token(options: { readonly audience?: string; readonly ttlSeconds?: number } = {}): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'zeebe',
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      audience: options.audience ?? 'zeebe-api',
      ttl: String(options.ttlSeconds ?? 300),
    });
    const response = await fetch(`${this.url}/token`, { method: 'POST', body });
    const answer = (await response.json()) as { access_token?: string };
    if (answer.access_token === undefined) throw new Error(`No token: ${JSON.stringify(answer)}`);
    return answer.access_token;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
