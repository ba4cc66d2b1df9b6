/**
 * Keys of entities.
 *
 * On the wire and in JSON a key is a 64-bit integer: 13 bits of partition id, then 51 bits of counter. From
 * partition 4 on that exceeds 2^53, so in memory a key is `partition * 2^45 + counter`, which is always an exact
 * number. Only the functions of this file know both forms; everything else treats a key as opaque.
 *
 * Invariants: a key is `NO_KEY` or has 0 <= partition <= MAX_PARTITIONS and 0 <= counter <= MAX_KEY_COUNTER.
 * Within a partition, keys order like their counters. Partition 0 has no entities: its keys are what clients send
 * instead of one, such as the 0 of a field that was not set, and records show them as they were sent.
 */
import { MAX_KEY_COUNTER, MAX_PARTITIONS } from './limits.js';

declare const keyBrand: unique symbol;

/** Key of an entity, exact in memory. Convert with `keyToInt64` or `keyToText` before it leaves the process. */
export type Key = number & { readonly [keyBrand]: true };

const COUNTER_SPAN = 2 ** 45;
const WIRE_COUNTER_BITS = 51n;
const WIRE_COUNTER_MASK = (1n << WIRE_COUNTER_BITS) - 1n;
const LOW_HALF = 1e8;
/** Decimal halves of 2^51, which is what one partition adds. */
const WIRE_PARTITION_HIGH = 22_517_998;
const WIRE_PARTITION_LOW = 13_685_248;

/** "No key": -1 in every form. */
export const NO_KEY: Key = brand(-1);

/**
 * The key with this partition and counter.
 * @throws RangeError if the partition or the counter is outside its limit.
 */
export function makeKey(partitionId: number, counter: number): Key {
  if (!Number.isInteger(partitionId) || partitionId < 1 || partitionId > MAX_PARTITIONS) {
    throw new RangeError(
      `Expected a partition id from 1 to ${MAX_PARTITIONS} (MAX_PARTITIONS), but was ${partitionId}`,
    );
  }
  if (!Number.isInteger(counter) || counter < 0 || counter > MAX_KEY_COUNTER) {
    throw new RangeError(
      `Expected a key counter from 0 to ${MAX_KEY_COUNTER} (MAX_KEY_COUNTER), but was ${counter}`,
    );
  }
  return brand(partitionId * COUNTER_SPAN + counter);
}

/** Partition that generated the key; -1 for `NO_KEY`. */
export function partitionOfKey(key: Key): number {
  return Math.floor(key / COUNTER_SPAN);
}

/** Counter part of the key; -1 for `NO_KEY`. */
export function counterOfKey(key: Key): number {
  return key < 0 ? -1 : key % COUNTER_SPAN;
}

/** The key as the signed 64-bit integer of the wire. */
export function keyToInt64(key: Key): bigint {
  if (key < 0) return -1n;
  return (BigInt(partitionOfKey(key)) << WIRE_COUNTER_BITS) + BigInt(counterOfKey(key));
}

/** The key of a 64-bit integer, or undefined if it has none in memory (partition or counter beyond the limits). */
export function keyFromInt64(int64: bigint): Key | undefined {
  if (int64 === -1n) return NO_KEY;
  const partitionId = Number(int64 >> WIRE_COUNTER_BITS);
  const counter = Number(int64 & WIRE_COUNTER_MASK);
  if (partitionId < 0 || partitionId > MAX_PARTITIONS || counter > MAX_KEY_COUNTER) return undefined;
  return brand(partitionId * COUNTER_SPAN + counter);
}

/**
 * Decimal text of the 64-bit integer, as in JSON and in messages.
 *
 * Computed in two halves of at most 2^53 each, since the whole may not be an exact number: the lower half has 8 digits.
 */
export function keyToText(key: Key): string {
  if (key < 0) return '-1';
  const partitionId = partitionOfKey(key);
  const counter = key - partitionId * COUNTER_SPAN;
  const counterHigh = Math.floor(counter / LOW_HALF);
  const low = partitionId * WIRE_PARTITION_LOW + (counter - counterHigh * LOW_HALF);
  const carry = Math.floor(low / LOW_HALF);
  const high = partitionId * WIRE_PARTITION_HIGH + counterHigh + carry;
  if (high === 0) return String(low);
  return String(high) + String(LOW_HALF + low - carry * LOW_HALF).slice(1);
}

/** The key of a decimal text, or undefined if it is no 64-bit integer or beyond the limits. */
export function keyFromText(text: string): Key | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  return keyFromInt64(BigInt(text));
}

/** Whether a number is a key: the check decoders need before they trust one. */
export function isKey(value: number): value is Key {
  return (
    value === -1 || (Number.isSafeInteger(value) && value >= 0 && value < (MAX_PARTITIONS + 1) * COUNTER_SPAN)
  );
}

function brand(value: number): Key {
  if (!isKey(value)) throw new RangeError(`Expected a key, but was ${value}`);
  return value;
}
