/** The tenants of a caller, from the claims of its token and the mapping in the settings. */
import type { JWTPayload } from 'jose';
import type { TenantSettings } from './authentication-settings.js';

/** Claims that name a caller, in the order in which they are looked up. */
const CALLER_CLAIMS = ['client_id', 'azp', 'sub'] as const;

/** Undefined if neither the token nor the settings know any tenant of the caller. */
export function tenantsOfToken(
  claims: JWTPayload,
  { claim, ofClients }: TenantSettings,
): readonly string[] | undefined {
  const tenants = new Set([...tenantsInClaim(claims, claim), ...tenantsInMapping(claims, ofClients)]);
  return tenants.size === 0 ? undefined : [...tenants];
}

function tenantsInClaim(claims: JWTPayload, path: string): readonly string[] {
  // A claim may have dots in its name, as URLs have.
  const value = ownProperty(claims, path) ?? path.split('.').reduce<unknown>(ownProperty, claims);
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

function tenantsInMapping(claims: JWTPayload, ofClients: TenantSettings['ofClients']): readonly string[] {
  for (const name of CALLER_CLAIMS) {
    const caller = claims[name];
    if (typeof caller === 'string' && Object.hasOwn(ofClients, caller)) return ofClients[caller] ?? [];
  }
  return [];
}

function ownProperty(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
