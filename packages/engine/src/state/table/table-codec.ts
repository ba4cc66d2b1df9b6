// How an entity of a table becomes bytes for a checkpoint and comes back.

/** Any entity of a table: an immutable value. `undefined` is reserved for "absent". */
export type Entity = NonNullable<unknown>;

/**
 * Binary form of one kind of entity.
 *
 * `decode(encode(value))` must equal `value`, and equal values must give equal bytes: states are compared by
 * their bytes.
 */
export interface TableCodec<V extends Entity> {
  encode(value: V): Uint8Array;
  decode(bytes: Uint8Array): V;
}
