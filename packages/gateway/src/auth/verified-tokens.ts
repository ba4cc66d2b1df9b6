/**
 * Tokens that were verified lately, so that a signature is not checked with every call.
 *
 * Invariants: at most `MAX_VERIFIED_TOKENS`, the least recently verified ones leave first; tokens are kept as digests; an
 * entry outlives neither its token nor `VERIFIED_TOKEN_MAX_AGE_MS`, which bounds how long a withdrawn key still opens.
 */
import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { MAX_VERIFIED_TOKENS, VERIFIED_TOKEN_MAX_AGE_MS } from '../limits.js';

interface Entry {
  readonly claims: JWTPayload;
  readonly validUntilMs: number;
}

export class VerifiedTokens {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly clockSkewMs: number) {}

  claimsOf(token: string): JWTPayload | undefined {
    const digest = digestOf(token);
    const entry = this.entries.get(digest);
    if (entry === undefined) return undefined;
    if (Date.now() < entry.validUntilMs) return entry.claims;
    this.entries.delete(digest);
    return undefined;
  }

  add(token: string, claims: JWTPayload): void {
    const [oldest] = this.entries.keys();
    if (oldest !== undefined && this.entries.size >= MAX_VERIFIED_TOKENS) this.entries.delete(oldest);
    const expiryMs = (claims.exp ?? 0) * 1000 + this.clockSkewMs;
    const validUntilMs = Math.min(expiryMs, Date.now() + VERIFIED_TOKEN_MAX_AGE_MS);
    this.entries.set(digestOf(token), { claims, validUntilMs });
  }
}

/** What a token is remembered by. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
