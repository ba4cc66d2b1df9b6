/** Where messages with a correlation key live, and the subscriptions that wait for them. */
import { encodeUtf8 } from './codec/text-encoding.js';

/**
 * Partition of a correlation key (spec 01 §3.4): a 31-polynomial hash over the signed bytes of UTF-8, in 32-bit
 * arithmetic. Gateways and engines must agree on it.
 */
export function subscriptionPartition(correlationKey: string, partitionCount: number): number {
  const utf8 = new Uint8Array(correlationKey.length * 3);
  const length = encodeUtf8(correlationKey, utf8);
  let hash = 0;
  for (let i = 0; i < length; i++) {
    const signedByte = ((utf8[i] ?? 0) << 24) >> 24;
    hash = (Math.imul(31, hash) + signedByte) | 0;
  }
  return Math.abs(hash % partitionCount) + 1;
}
