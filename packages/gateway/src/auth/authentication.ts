/** The check of a call's sender that the settings ask for. */
import { type Authenticate, noAuthentication } from '../caller.js';
import type { Logger } from '../logger.js';
import type { AuthenticationSettings } from './authentication-settings.js';
import { identityAuthentication } from './identity-authentication.js';

export function authenticationOf(
  settings: AuthenticationSettings,
  multiTenancyEnabled: boolean,
  logger: Logger,
): Authenticate {
  return settings.mode === 'none'
    ? noAuthentication
    : identityAuthentication(settings.identity, multiTenancyEnabled, logger);
}
