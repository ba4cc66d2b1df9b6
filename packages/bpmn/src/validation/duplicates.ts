/** Texts that occur more than once. */
export function duplicatesOf(texts: readonly (string | undefined)[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([text]) => text);
}
