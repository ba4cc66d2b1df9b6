/**
 * The tenants of callers, asked of an Identity service with the token of the caller (spec 01 §7.3).
 *
 * Invariants: for one token one request is under way at most; what was answered holds for `TENANTS_MAX_AGE_MS`, a failure
 * for `IDENTITY_RETRY_MS`, so that a client that retries is no flood there; at most `MAX_VERIFIED_TOKENS` answers are kept,
 * by digests of their tokens, and the oldest ones leave first.
 */
import { IDENTITY_RETRY_MS, MAX_VERIFIED_TOKENS, TENANTS_MAX_AGE_MS } from '../limits.js';
import { reasonOf } from './issuer-fetch.js';
import { digestOf } from './verified-tokens.js';

interface Answer {
  readonly tenants: Promise<readonly string[]>;
  validUntilMs: number;
}

export class IdentityTenants {
  private readonly answers = new Map<string, Answer>();
  private readonly url: string;

  /** @param baseUrl address of the Identity service */
  constructor(
    baseUrl: string,
    private readonly timeoutMs: number,
  ) {
    this.url = `${baseUrl.replace(/\/$/, '')}/api/tenants/for-token`;
  }

  /** The tenant ids of who bears this verified token. Rejects with the reason if the service does not tell them. */
  ofBearer(token: string): Promise<readonly string[]> {
    const digest = digestOf(token);
    const known = this.answers.get(digest);
    if (known !== undefined && performance.now() < known.validUntilMs) return known.tenants;
    this.answers.delete(digest);
    const answer: Answer = { tenants: this.ask(token), validUntilMs: Infinity };
    const holdsFor = (durationMs: number): void => {
      answer.validUntilMs = performance.now() + durationMs;
    };
    answer.tenants.then(
      () => holdsFor(TENANTS_MAX_AGE_MS),
      () => holdsFor(IDENTITY_RETRY_MS),
    );
    const [oldest] = this.answers.keys();
    if (oldest !== undefined && this.answers.size >= MAX_VERIFIED_TOKENS) this.answers.delete(oldest);
    this.answers.set(digest, answer);
    return answer.tenants;
  }

  private async ask(token: string): Promise<readonly string[]> {
    try {
      const response = await fetch(this.url, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        signal: AbortSignal.timeout(this.timeoutMs),
        redirect: 'manual',
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new Error(`it answered with status ${response.status}`);
      }
      return tenantIdsOf(await response.json());
    } catch (cause) {
      throw new Error(`Cannot read tenants from ${this.url}: ${reasonOf(cause)}`, { cause });
    }
  }
}

/** The ids of a list of tenants, or of their ids. */
function tenantIdsOf(body: unknown): readonly string[] {
  const ids: readonly unknown[] | undefined = Array.isArray(body) ? body.map(tenantIdOf) : undefined;
  if (ids?.every((id) => typeof id === 'string') === true) return ids;
  throw new Error('it answered no list of tenants');
}

function tenantIdOf(tenant: unknown): unknown {
  return typeof tenant === 'object' && tenant !== null ? Reflect.get(tenant, 'tenantId') : tenant;
}
