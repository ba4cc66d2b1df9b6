/** Who makes a call, and whether they still wait for the answer. */

export interface Caller {
  /** Tenants of the caller; undefined if no authentication told them. */
  readonly tenants: readonly string[] | undefined;
  /** Whether the client has gone away, so that nobody waits for the answer. */
  readonly gone: boolean;
}

/**
 * Finds out who makes a call, from its `authorization` header.
 * Rejects with a `GrpcError` (UNAUTHENTICATED) if the header does not prove it.
 */
export type Authenticate = (
  authorization: string | undefined,
) => Promise<readonly string[] | undefined> | readonly string[] | undefined;

/** Everybody may call, nobody's tenants are known (authentication mode `none`). */
export const noAuthentication: Authenticate = () => undefined;
