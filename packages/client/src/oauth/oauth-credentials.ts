/**
 * OAuth client credentials (RFC 6749, section 4.4): gets an access token, keeps it in memory and in the cache file, and
 * gets a new one when it expires or the gateway refuses it.
 *
 * Invariant: at most one token request is under way.
 */
import type { CredentialsProvider } from '../credentials-provider.js';
import type { GatewayError } from '../gateway-error.js';
import { MAX_TOKEN_ANSWER_LENGTH, TOKEN_EXPIRY_MARGIN_MS } from '../limits.js';
import { TokenCache, type AccessToken } from './token-cache.js';
import { TokenError } from './token-error.js';

export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  readonly scope: string | undefined;
  readonly authorizationUrl: string;
  readonly cacheFile: string;
  readonly timeoutMs: number;
}

export class OAuthCredentials implements CredentialsProvider {
  readonly #cache: TokenCache;
  #token: AccessToken | undefined;
  #pending: Promise<AccessToken> | undefined;
  #isCacheRead = false;

  constructor(private readonly settings: OAuthSettings) {
    this.#cache = new TokenCache(settings.cacheFile);
  }

  /** @throws Error if no token can be had */
  async applyCredentials(headers: Map<string, string>): Promise<void> {
    const { tokenType, accessToken } = await this.#current();
    headers.set('authorization', `${tokenType} ${accessToken}`);
  }

  async shouldRetry(error: GatewayError): Promise<boolean> {
    if (error.code !== 'UNAUTHENTICATED') return false;
    const refused = this.#token?.accessToken;
    const renewed = await this.#renew();
    return renewed.accessToken !== refused;
  }

  async #current(): Promise<AccessToken> {
    if (!this.#isCacheRead) {
      this.#token ??= await this.#cache.read(this.settings.audience);
      this.#isCacheRead = true;
    }
    if (this.#token !== undefined && this.#token.expiryMs - TOKEN_EXPIRY_MARGIN_MS > Date.now()) {
      return this.#token;
    }
    return this.#renew();
  }

  #renew(): Promise<AccessToken> {
    this.#pending ??= this.#request().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #request(): Promise<AccessToken> {
    const { authorizationUrl, clientId, clientSecret, audience, scope, timeoutMs } = this.settings;
    const form = new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      audience,
      grant_type: 'client_credentials',
      ...(scope === undefined ? {} : { scope }),
    });
    const response = await fetch(authorizationUrl, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new TokenError(`No access token: ${authorizationUrl} cannot be reached (${causeOf(error)})`, {
        cause: error,
      });
    });
    const text = await response.text();
    if (!response.ok) {
      throw new TokenError(
        `No access token: ${authorizationUrl} answered ${response.status} ${response.statusText}. Check the client id, the secret and the audience.`,
      );
    }
    const token = tokenOf(text);
    if (token === undefined) {
      throw new TokenError(`No access token: ${authorizationUrl} answered without a usable access_token`);
    }
    this.#token = token;
    await this.#cache.write(audience, token);
    return token;
  }
}

function tokenOf(text: string): AccessToken | undefined {
  if (text.length > MAX_TOKEN_ANSWER_LENGTH) return undefined;
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('access_token' in answer)) return undefined;
    const accessToken = answer.access_token;
    const tokenType = 'token_type' in answer ? answer.token_type : 'Bearer';
    const lifetimeSeconds = 'expires_in' in answer ? Number(answer.expires_in) : 0;
    if (typeof accessToken !== 'string' || typeof tokenType !== 'string') return undefined;
    if (!Number.isFinite(lifetimeSeconds)) return undefined;
    return { accessToken, tokenType, expiryMs: Date.now() + lifetimeSeconds * 1000 };
  } catch {
    return undefined;
  }
}

/** What lies below a failed `fetch`, whose own message says nothing. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
