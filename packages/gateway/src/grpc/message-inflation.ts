/**
 * Unpacks compressed requests, a few at a time: 10,000 small requests that each unpack to the largest allowed size must
 * not be in memory at once.
 *
 * The gRPC library would unpack all of them in parallel. So it is not told about the compression (`hideCompression`), and
 * its messages are unpacked here. A compressed message is known by its first two bytes (RFC 1952, §2.3.1): no protobuf
 * message begins like that, because 0x1f would be a field of the wire type 7, which does not exist.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { compressedMessageInvalid, inflatedMessageTooLarge } from '../errors.js';
import { MAX_CONCURRENT_INFLATIONS } from '../limits.js';

const ENCODING_HEADER = 'grpc-encoding';
const GZIP_MAGIC = [0x1f, 0x8b] as const;
const inflate = promisify(gunzip);

/**
 * Changes the request headers of a call before the library reads them. gzip becomes none; any other than the
 * known ones stays, and the library refuses it (UNIMPLEMENTED). deflate is one that we do not offer, but the library does.
 */
export function hideCompression(headers: Record<string, string | string[] | undefined>): void {
  const encoding = headers[ENCODING_HEADER];
  if (encoding === 'gzip') headers[ENCODING_HEADER] = 'identity';
  if (encoding === 'deflate') headers[ENCODING_HEADER] = 'DEFLATE';
}

export class MessageInflation {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly maxMessageSizeBytes: number) {}

  /** Whether the message must be unpacked. */
  static isCompressed(message: Uint8Array): boolean {
    return message[0] === GZIP_MAGIC[0] && message[1] === GZIP_MAGIC[1];
  }

  /**
   * The message that was packed.
   * Rejects with a `GrpcError`: RESOURCE_EXHAUSTED if it is too large, INTERNAL if it is damaged.
   */
  async inflate(message: Uint8Array): Promise<Uint8Array> {
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
