/** 64-bit big-endian unsigned integers as safe numbers, without the cost of BigInt. */

const TWO_POW_32 = 0x1_0000_0000;

export function writeUint64(target: Buffer, offset: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${value} is not an unsigned integer below 2^53`);
  }
  target.writeUInt32BE(Math.floor(value / TWO_POW_32), offset);
  target.writeUInt32BE(value % TWO_POW_32, offset + 4);
}

/** The value may be above 2^53 when the bytes are garbage: check with `Number.isSafeInteger`. */
export function readUint64(source: Buffer, offset: number): number {
  return source.readUInt32BE(offset) * TWO_POW_32 + source.readUInt32BE(offset + 4);
}
