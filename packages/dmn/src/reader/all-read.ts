// Reading goes on after a part that failed, so that the failures of all parts are found.

/** Reads all parts, also after one that failed; undefined if any failed. */
export function allRead<Part, Result>(
  parts: readonly Part[],
  read: (part: Part, index: number) => Result | undefined,
): readonly Result[] | undefined {
  const results: Result[] = [];
  for (const [index, part] of parts.entries()) {
    const result = read(part, index);
    if (result !== undefined) results.push(result);
  }
  return results.length === parts.length ? results : undefined;
}
