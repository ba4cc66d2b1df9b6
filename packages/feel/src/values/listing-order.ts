// The order in which texts and messages list the entries of a context. Up to four entries stay in their order;
// more are listed as the reference's hash map has them: by a trie over five bits of the key's hash per level,
// where single keys come before the branches.

const LARGEST_ORDERED = 4;
const BITS_PER_LEVEL = 5;
const HASH_BITS = 32;

/** The keys in the order in which they are listed. */
export function listingOrder(keys: readonly string[]): readonly string[] {
  if (keys.length <= LARGEST_ORDERED) return keys;
  return trieOrder(
    keys.map((key) => ({ key, hash: spread(stringHash(key)) })),
    0,
  );
}

interface HashedKey {
  readonly key: string;
  readonly hash: number;
}

function trieOrder(keys: readonly HashedKey[], shift: number): string[] {
  if (shift >= HASH_BITS) return keys.map(({ key }) => key);
  const slots: HashedKey[][] = Array.from({ length: 2 ** BITS_PER_LEVEL }, () => []);
  for (const entry of keys) slots[(entry.hash >>> shift) & (2 ** BITS_PER_LEVEL - 1)]?.push(entry);
  const singles = slots.filter((slot) => slot.length === 1).flatMap((slot) => slot.map(({ key }) => key));
  const branches = slots.filter((slot) => slot.length > 1);
  return [...singles, ...branches.flatMap((slot) => trieOrder(slot, shift + BITS_PER_LEVEL))];
}

/** Java's hash of a string. */
function stringHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Spreads the bits of a hash over the whole word. */
function spread(hash: number): number {
  let mixed = (hash + ~(hash << 9)) | 0;
  mixed ^= mixed >>> 14;
  mixed = (mixed + (mixed << 4)) | 0;
  return mixed ^ (mixed >>> 10);
}
