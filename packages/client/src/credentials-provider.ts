/** How a client proves who it is. */
import type { GatewayError } from './gateway-error.js';

export interface CredentialsProvider {
  /** Adds what proves the caller's identity to the headers of a call. */
  applyCredentials(headers: Map<string, string>): Promise<void>;
  /** Whether a call that failed is worth one more attempt, for example because a new token came. */
  shouldRetry(error: GatewayError): Promise<boolean>;
}
