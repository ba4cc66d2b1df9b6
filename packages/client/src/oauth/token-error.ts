/** No access token could be had, so that the call was not made. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}
