// Which of several dangling references is reported: Xerces takes the first of a hash set, and only the first error
// of a document counts. The order below is that of its strings in such a set.

/** The first of the names in hash order: by bucket, inside a bucket by age. */
export function firstInHashOrder(names: readonly string[]): string | undefined {
  let buckets = 16;
  while (names.length > buckets * 0.75) buckets *= 2;
  let first: string | undefined;
  let lowest = buckets;
  for (const name of names) {
    const bucket = spread(hashOf(name)) & (buckets - 1);
    if (bucket >= lowest) continue;
    lowest = bucket;
    first = name;
  }
  return first;
}

/** s[0]·31^(n-1) + … + s[n-1] in 32 bits. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}
