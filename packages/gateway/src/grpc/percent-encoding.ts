/**
 * The form of `grpc-message`: what is no printable ASCII travels as percent-encoded UTF-8, and so does `%` (gRPC over
 * HTTP/2, "Status-Message"). So do spaces at both ends, which a header field may not have (RFC 9113 §8.2.1).
 */

const ENCODED = /[^\x20-\x24\x26-\x7e]+|^ +| +$/g;

/** @param text without lone surrogates */
export function percentEncoded(text: string): string {
  return text.replace(ENCODED, encodeURIComponent);
}
