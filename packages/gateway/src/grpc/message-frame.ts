/**
 * Messages as they travel: one byte that tells whether the message is compressed, four of length, then the message (gRPC
 * over HTTP/2, "Length-Prefixed-Message").
 */
import { messageTooLarge } from '../errors.js';
import { GrpcError, StatusCode } from './status.js';

const PREFIX_BYTES = 5;

/** The one message of a request. */
export interface RequestMessage {
  readonly bytes: Buffer;
  readonly isCompressed: boolean;
}

/** Puts the one message of a request together. Takes no more than a message of the largest size. */
export class RequestReader {
  private readonly chunks: Buffer[] = [];
  private receivedBytes = 0;
  /** Of the whole frame; unknown until its prefix is there. */
  private frameBytes: number | undefined;
  private isCompressed = false;

  constructor(private readonly maxMessageSizeBytes: number) {}

  /** @throws GrpcError if this is not one message, or a too large one */
  add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.receivedBytes += chunk.length;
    if (this.frameBytes === undefined && this.receivedBytes >= PREFIX_BYTES) this.readPrefix();
    if (this.frameBytes !== undefined && this.receivedBytes > this.frameBytes) {
      throw protocolError('Too many requests');
    }
  }

  /** The client has sent everything. @throws GrpcError if that is not a whole message */
  message(): RequestMessage {
    if (this.receivedBytes === 0) throw protocolError('Half-closed without a request');
    if (this.receivedBytes !== this.frameBytes) throw protocolError('Encountered end-of-stream mid-frame');
    return { bytes: this.joined().subarray(PREFIX_BYTES), isCompressed: this.isCompressed };
  }

  private readPrefix(): void {
    const prefix = this.joined();
    const flags = prefix.readUInt8(0);
    const length = prefix.readUInt32BE(1);
    if (flags > 1) throw protocolError('gRPC frame header malformed: reserved bits not zero');
    if (length > this.maxMessageSizeBytes) throw messageTooLarge(length, this.maxMessageSizeBytes);
    this.isCompressed = flags === 1;
    this.frameBytes = PREFIX_BYTES + length;
  }

  private joined(): Buffer {
    const [first] = this.chunks;
    return first !== undefined && this.chunks.length === 1 ? first : Buffer.concat(this.chunks);
  }
}

/** A message with its prefix, uncompressed. */
export function framed(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, PREFIX_BYTES);
  return frame;
}

function protocolError(message: string): GrpcError {
  return new GrpcError(StatusCode.INTERNAL, message, [], 'plain');
}
