/** 64-bit integers in messages of the gateway. No form of them loses a digit. */

/** What a client may send: decimal text, a bigint, or a number that is a safe integer. */
export type Int64Input = string | bigint | number;

/** What the gateway reads: signed 32-bit halves. */
export interface Int64 {
  readonly low: number;
  readonly high: number;
}
