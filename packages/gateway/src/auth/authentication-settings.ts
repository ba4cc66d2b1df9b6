/** Who may call: the settings `security.authentication.*` (spec 01 §7.1 and §8.2), and where tenants come from. */
import { DEFAULT_TENANT_LOOKUP_TIMEOUT_MS, MAX_CLOCK_SKEW_MS, MAX_TIMER_MS } from '../limits.js';

/** `none`: everybody may call, the `authorization` header is ignored. `identity`: every call needs a JWT of an issuer. */
export type AuthenticationSettings =
  { readonly mode: 'none' } | { readonly mode: 'identity'; readonly identity: IdentitySettings };

export interface IdentitySettings {
  /** Address of the issuer, below which its discovery document is found (OpenID Connect Discovery 1.0, §4). */
  readonly issuerBackendUrl: string;
  /** What the claim `iss` must be; undefined: what the discovery document says. */
  readonly issuer: string | undefined;
  /** Address of the issuer's keys; undefined: what the discovery document says. */
  readonly jwksUrl: string | undefined;
  /** What the claim `aud` must be or contain. */
  readonly audience: string;
  /** How far the clocks of issuer and gateway may differ, in ms. */
  readonly clockSkewMs: number;
  readonly tenants: TenantSettings;
  /** Address of the Identity service that is asked for the tenants of a caller, instead of `tenants`. */
  readonly baseUrl: string | undefined;
  /** Time for that service to answer, in ms. */
  readonly tenantLookupTimeoutMs: number;
}

/** Where the tenants of a caller come from with multi-tenancy and without an Identity service: both lists together. */
export interface TenantSettings {
  /** Claim with the tenant ids, a list of texts or one text; a dotted path reaches into objects. */
  readonly claim: string;
  /** Tenant ids of callers that are named here by their `client_id`, `azp` or `sub`. */
  readonly ofClients: Readonly<Record<string, readonly string[]>>;
}

export const NO_AUTHENTICATION: AuthenticationSettings = { mode: 'none' };

/** What identity settings are unless they are set. There is no default issuer. */
export const DEFAULT_IDENTITY: Omit<IdentitySettings, 'issuerBackendUrl'> = {
  issuer: undefined,
  jwksUrl: undefined,
  audience: 'zeebe-api',
  clockSkewMs: 5_000,
  tenants: { claim: 'tenants', ofClients: {} },
  baseUrl: undefined,
  tenantLookupTimeoutMs: DEFAULT_TENANT_LOOKUP_TIMEOUT_MS,
};

/** @throws RangeError for settings that cannot work, with the name of the setting */
export function checkAuthentication(settings: AuthenticationSettings): void {
  if (settings.mode === 'none') return;
  const { issuerBackendUrl, jwksUrl, audience, clockSkewMs, baseUrl, tenantLookupTimeoutMs } =
    settings.identity;
  checkUrl('issuerBackendUrl', issuerBackendUrl);
  if (jwksUrl !== undefined) checkUrl('jwksUrl', jwksUrl);
  if (baseUrl !== undefined) checkUrl('baseUrl', baseUrl);
  if (!(tenantLookupTimeoutMs > 0 && tenantLookupTimeoutMs <= MAX_TIMER_MS)) {
    throw new RangeError(
      `${PREFIX}.tenantLookupTimeout must be from 1 to ${MAX_TIMER_MS} ms, but was ${tenantLookupTimeoutMs}`,
    );
  }
  if (audience === '') throw new RangeError(`${PREFIX}.audience must not be empty`);
  if (!(clockSkewMs >= 0 && clockSkewMs <= MAX_CLOCK_SKEW_MS)) {
    throw new RangeError(
      `${PREFIX}.clockSkew must be from 0 to ${MAX_CLOCK_SKEW_MS} ms, but was ${clockSkewMs}`,
    );
  }
}

const PREFIX = 'security.authentication.identity';

function checkUrl(name: string, text: string): void {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return;
  throw new RangeError(`${PREFIX}.${name} must be an http or https URL, but was '${text}'`);
}
