// Static lists (`a, b`) of candidate groups and users.

/** The trimmed items; undefined if one of them is blank. */
export function staticListItems(text: string): readonly string[] | undefined {
  const items = text.split(',').map((item) => item.trim());
  return items.every((item) => item !== '') ? items : undefined;
}

/** The FEEL list that a static list stands for: `["a","b"]`. */
export function feelListOf(items: readonly string[]): string {
  return `[${items.map(feelStringLiteral).join(',')}]`;
}

export function feelStringLiteral(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
