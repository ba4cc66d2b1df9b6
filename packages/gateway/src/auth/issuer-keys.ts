/**
 * The public keys of a token issuer: found by its discovery document, fetched when the first token comes, kept, and
 * fetched again when a token names a key that is not among them or its signature does not fit (key rotation).
 *
 * Invariant: however many bad tokens come, the keys are fetched at most once per `ISSUER_COOLDOWN_MS`.
 */
import { type JWTVerifyGetKey, type RemoteJWKSet, createRemoteJWKSet, customFetch } from 'jose';
import { ISSUER_COOLDOWN_MS, ISSUER_KEYS_MAX_AGE_MS, ISSUER_TIMEOUT_MS } from '../limits.js';
import type { IdentitySettings } from './authentication-settings.js';
import { IssuerFetch } from './issuer-fetch.js';

export interface Issuer {
  /** What `iss` must be. */
  readonly name: string;
  readonly keyOf: JWTVerifyGetKey;
}

interface KnownIssuer extends Issuer {
  readonly keys: RemoteJWKSet;
}

export class IssuerKeys {
  private readonly requests = new IssuerFetch();
  private issuer: Promise<KnownIssuer> | undefined;

  constructor(private readonly settings: IdentitySettings) {}

  /** Rejects while the issuer cannot be reached. */
  async current(): Promise<Issuer> {
    return this.known();
  }

  /**
   * Fetches the keys anew, unless that was done just now. True if there may be others than before. Needed for issuers
   * that replace a key under the same id.
   */
  async refresh(): Promise<boolean> {
    const { keys } = await this.known();
    if (keys.coolingDown) return false;
    await keys.reload();
    return true;
  }

  private known(): Promise<KnownIssuer> {
    this.issuer ??= this.discover().catch((error: unknown) => {
      this.issuer = undefined;
      throw error;
    });
    return this.issuer;
  }

  private async discover(): Promise<KnownIssuer> {
    const { issuerBackendUrl, issuer, jwksUrl } = this.settings;
    if (issuer !== undefined && jwksUrl !== undefined) return this.knownIssuer(issuer, jwksUrl);
    const url = `${issuerBackendUrl.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const document: unknown = await (await this.requests.get(url)).json();
    return this.knownIssuer(
      issuer ?? textOf(document, 'issuer', url),
      jwksUrl ?? textOf(document, 'jwks_uri', url),
    );
  }

  private knownIssuer(name: string, jwksUrl: string): KnownIssuer {
    const keys = createRemoteJWKSet(new URL(jwksUrl), {
      timeoutDuration: ISSUER_TIMEOUT_MS,
      cooldownDuration: ISSUER_COOLDOWN_MS,
      cacheMaxAge: ISSUER_KEYS_MAX_AGE_MS,
      [customFetch]: (url, options) => this.requests.get(url, options),
    });
    return { name, keys, keyOf: keys };
  }
}

function textOf(document: unknown, name: string, url: string): string {
  const value: unknown =
    typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined;
  if (typeof value === 'string') return value;
  throw new Error(`The discovery document at ${url} has no '${name}'`);
}
