/**
 * 64-bit integers at the protobuf edge: two 32-bit halves, as the wire library reads and writes them.
 *
 * Invariant: no value passes through a lossy number. A key becomes the `Key` of the protocol; any other quantity
 * becomes a safe integer, saturated where 53 bits do not suffice (only durations and such go that way).
 */
import {
  MAX_KEY_COUNTER,
  MAX_PARTITIONS,
  NO_KEY,
  counterOfKey,
  keyFromInt64,
  makeKey,
  partitionOfKey,
  type Key,
} from '@grevy/protocol';
import type { Int64 } from '@grevy/protocol/gateway-messages/server';
import { MAX_DURATION_MS } from '../limits.js';

export type { Int64 };

const TWO_TO_32 = 2 ** 32;
/** Bits of the high half that belong to the key counter (51 - 32). */
const HIGH_COUNTER_BITS = 19;
const HIGH_COUNTER_MASK = 2 ** HIGH_COUNTER_BITS - 1;

/** The key that the wire integer stands for, or undefined if it is beyond the limits of keys. */
export function keyOfInt64(value: Int64): Key | undefined {
  if (value.high === -1 && value.low === -1) return NO_KEY;
  const partitionId = partitionOfInt64(value);
  if (partitionId < 0 || partitionId > MAX_PARTITIONS) return undefined;
  const counter = (value.high & HIGH_COUNTER_MASK) * TWO_TO_32 + (value.low >>> 0);
  if (partitionId === 0) return keyFromInt64(BigInt(counter));
  return counter > MAX_KEY_COUNTER ? undefined : makeKey(partitionId, counter);
}

/** Partition bits of a wire key (spec: `key >> 51`, signed); also of integers that are no key of ours. */
export function partitionOfInt64(value: Int64): number {
  return value.high >> HIGH_COUNTER_BITS;
}

/** The wire integer of a key. */
export function int64OfKey(key: Key): Int64 {
  if (key === NO_KEY) return { low: -1, high: -1 };
  const counter = counterOfKey(key);
  return {
    low: counter | 0,
    high: (partitionOfKey(key) << HIGH_COUNTER_BITS) | Math.floor(counter / TWO_TO_32),
  };
}

/** Decimal text, as in messages. */
export function int64Text(value: Int64): string {
  return bigintOf(value).toString();
}

/** The reference that a client gave its operation; undefined if it gave none. */
export function operationReferenceOf(request: { readonly operationReference?: Int64 }): bigint | undefined {
  // A message that lacks the field inherits a zero from its type.
  if (!Object.hasOwn(request, 'operationReference') || request.operationReference === undefined)
    return undefined;
  return bigintOf(request.operationReference);
}

function bigintOf({ low, high }: Int64): bigint {
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));
}

/** Whether the integer is below zero. */
export function isNegative(value: Int64): boolean {
  return value.high < 0;
}

/** The integer as a number; beyond ±MAX_DURATION_MS it is saturated. For durations in milliseconds. */
export function durationMs(value: Int64): number {
  const exact = value.high * TWO_TO_32 + (value.low >>> 0);
  return Math.max(-MAX_DURATION_MS, Math.min(MAX_DURATION_MS, exact));
}
