/** Requests to the issuer of tokens. After a failure none is sent for a moment, so that a flood of calls is no flood there. */
import { ISSUER_RETRY_MS, ISSUER_TIMEOUT_MS } from '../limits.js';

export class IssuerFetch {
  private failure: { readonly error: unknown; readonly atMs: number } | undefined;

  /** Rejects if the issuer does not answer with 200, with the error of the last attempt if that was just now. */
  async get(url: string, options: RequestInit = {}): Promise<Response> {
    if (this.failure !== undefined && performance.now() - this.failure.atMs < ISSUER_RETRY_MS) {
      throw this.failure.error;
    }
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS),
        redirect: 'error',
        ...options,
      });
      if (response.status !== 200) throw new Error(`${url} answered with status ${response.status}`);
      this.failure = undefined;
      return response;
    } catch (cause) {
      const error = new Error(`Cannot read ${url}: ${reasonOf(cause)}`, { cause });
      this.failure = { error, atMs: performance.now() };
      throw error;
    }
  }
}

/** `fetch failed` says nothing; the reason is one level below. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
