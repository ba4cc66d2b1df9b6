/**
 * Keys for integers that no entity can have, in commands whose checks belong to the engine: it must see them, to refuse
 * the command at its turn, and the client must read the integer that it sent.
 */
import { type Key, MAX_KEY_COUNTER, MAX_PARTITIONS, keyToText, makeKey } from '@grevy/protocol';
import { GrpcError } from '../grpc/status.js';
import { type Int64, int64Text, keyOfInt64 } from '../grpc/int64.js';

export class StandInKeys {
  /** The integers of the client, by the text of the keys that stand for them. */
  private readonly texts = new Map<string, string>();

  /** The key itself if an entity may have it, else one that no entity will ever have. */
  keyOf(value: Int64): Key {
    const key = keyOfInt64(value);
    if (key !== undefined) return key;
    const standIn = makeKey(MAX_PARTITIONS, MAX_KEY_COUNTER - this.texts.size);
    this.texts.set(keyToText(standIn), int64Text(value));
    return standIn;
  }

  /** The error with the integers of the client. */
  named(error: unknown): unknown {
    if (!(error instanceof GrpcError) || this.texts.size === 0) return error;
    let { message } = error;
    for (const [standIn, text] of this.texts) message = message.replaceAll(standIn, text);
    return new GrpcError(error.code, message, error.details, error.detailsTrailer);
  }
}
