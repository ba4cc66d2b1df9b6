/**
 * Unpacks compressed requests, a few at a time: 10,000 small requests that each unpack to the largest allowed size must
 * not be in memory at once.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { compressedMessageInvalid, inflatedMessageTooLarge } from '../errors.js';
import { MAX_CONCURRENT_INFLATIONS } from '../limits.js';

const inflate = promisify(gunzip);

export class MessageInflation {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly maxMessageSizeBytes: number) {}

  /**
   * The message that was packed.
   * Rejects with a `GrpcError`: RESOURCE_EXHAUSTED if it is too large, INTERNAL if it is damaged.
   */
  async inflate(message: Uint8Array): Promise<Buffer> {
    if (this.running >= MAX_CONCURRENT_INFLATIONS) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await inflate(message, { maxOutputLength: this.maxMessageSizeBytes });
    } catch (error) {
      throw isTooLarge(error)
        ? inflatedMessageTooLarge(this.maxMessageSizeBytes)
        : compressedMessageInvalid();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
