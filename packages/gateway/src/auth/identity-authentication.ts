/** Authentication mode `identity`: every call carries a JWT of the configured issuer (spec 01 §7.3). */
import { type JWTPayload, errors, jwtVerify } from 'jose';
import type { Authenticate } from '../caller.js';
import { bearerTokenInvalid, bearerTokenMissing, tenantsNotProvided } from '../errors.js';
import type { Logger } from '../logger.js';
import { RefusalLog } from '../refusal-log.js';
import type { IdentitySettings } from './authentication-settings.js';
import { IdentityTenants } from './identity-tenants.js';
import { IssuerKeys } from './issuer-keys.js';
import { tenantsOfToken } from './token-tenants.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Signatures that need the issuer's private key. `none`, and secrets that the gateway would have to share, are out. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const BEARER = 'Bearer ';

/** Checks the token of every call, and finds the tenants of its caller if there are tenants. */
export function identityAuthentication(
  settings: IdentitySettings,
  multiTenancyEnabled: boolean,
  logger: Logger,
): Authenticate {
  const verified = new VerifiedTokens(settings.clockSkewMs);
  const verifier = new TokenVerifier(settings);
  const log = new RefusalLog(logger, 'A bearer token was refused');

  const claimsOf = async (token: string): Promise<JWTPayload> => {
    const known = verified.claimsOf(token);
    if (known !== undefined) return known;
    try {
      const claims = await verifier.verify(token);
      verified.add(token, claims);
      return claims;
    } catch (error) {
      log.refused({ cause: error instanceof Error ? error.message : String(error) });
      throw bearerTokenInvalid();
    }
  };

  const identity =
    settings.baseUrl === undefined
      ? undefined
      : new IdentityTenants(settings.baseUrl, settings.tenantLookupTimeoutMs);
  const lookupLog = new RefusalLog(logger, 'Identity did not tell the tenants of a caller');

  const tenantsOf = async (token: string, claims: JWTPayload): Promise<readonly string[] | undefined> => {
    if (identity === undefined) return tenantsOfToken(claims, settings.tenants);
    try {
      return await identity.ofBearer(token);
    } catch (error) {
      lookupLog.refused({ cause: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };

  return async (authorization) => {
    if (authorization === undefined || authorization === '') throw bearerTokenMissing();
    const token = authorization.startsWith(BEARER) ? authorization.slice(BEARER.length) : authorization;
    const claims = await claimsOf(token);
    if (!multiTenancyEnabled) return undefined;
    const tenants = await tenantsOf(token, claims);
    if (tenants === undefined) throw tenantsNotProvided();
    return tenants;
  };
}

class TokenVerifier {
  private readonly keys: IssuerKeys;

  constructor(private readonly settings: IdentitySettings) {
    this.keys = new IssuerKeys(settings);
  }

  /** Rejects unless signature, issuer, audience and times are right; also while the issuer's keys cannot be had. */
  async verify(token: string): Promise<JWTPayload> {
    try {
      return await this.verifyWithKnownKeys(token);
    } catch (error) {
      // The issuer may have replaced the key without giving the new one another id.
      if (error instanceof errors.JWSSignatureVerificationFailed && (await this.keys.refresh())) {
        return this.verifyWithKnownKeys(token);
      }
      throw error;
    }
  }

  private async verifyWithKnownKeys(token: string): Promise<JWTPayload> {
    const { name, keyOf } = await this.keys.current();
    const { payload } = await jwtVerify(token, keyOf, {
      issuer: name,
      audience: this.settings.audience,
      clockTolerance: this.settings.clockSkewMs / 1000,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
    });
    return payload;
  }
}
