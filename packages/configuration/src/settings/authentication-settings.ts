// Who may call the gateway (spec 01 §7.1, §8.2).
import { MAX_CLOCK_SKEW_MS, MAX_TIMER_MS } from '../limits.js';
import { choice, duration, optionalText, text } from '../values/setting-types.js';
import { tree } from '../values/setting-tree.js';

export const AUTHENTICATION_SETTINGS = {
  'zeebe.broker.gateway.security.authentication.mode': choice(['none', 'identity'], {
    default: 'none',
    documentation: 'Whether every call needs a token (a JWT) of the issuer.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.issuerBackendUrl': optionalText({
    documentation: 'Address of the issuer of tokens, below which its discovery document is found.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.issuer': optionalText({
    documentation: 'What the claim `iss` must be; what the discovery document says by default.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.jwksUrl': optionalText({
    documentation: 'Address of the keys of the issuer; what the discovery document says by default.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.audience': text({
    default: 'zeebe-api',
    documentation: 'What the claim `aud` must be or contain.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.clockSkew': duration({
    default: '5s',
    min: 0,
    max: MAX_CLOCK_SKEW_MS,
    documentation: 'How far the clocks of issuer and gateway may differ.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.tenants.claim': text({
    default: 'tenants',
    documentation: 'Claim with the tenants of a caller; dots reach into objects.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.tenants.ofClients': tree({
    documentation: 'Tenants of callers by their client id, as lists.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.type': choice(['keycloak', 'auth0'], {
    default: 'keycloak',
    documentation: 'Kind of issuer.',
    effect: { kind: 'none', reason: 'every issuer of OpenID Connect is treated alike' },
  }),
  'zeebe.broker.gateway.security.authentication.identity.baseUrl': optionalText({
    documentation:
      'Address of an Identity service, which is asked for the tenants of a caller instead of claim and `ofClients`.',
  }),
  'zeebe.broker.gateway.security.authentication.identity.tenantLookupTimeout': duration({
    default: '5s',
    min: 1,
    max: MAX_TIMER_MS,
    documentation: 'Time for the Identity service to answer.',
  }),
};
