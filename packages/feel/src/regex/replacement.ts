/**
 * The replacement text of `replace`: `$1` and `${name}` stand for groups, a backslash takes the next character as it
 * is. A reference takes further digits as long as there is such a group (`$12` may be group 1 and the digit 2).
 */
import type { Groups } from './matcher.js';
import type { Pattern } from './pattern.js';
import { ReplacementError } from './regex-error.js';

/** Literal texts and numbers of groups. */
export type Replacement = readonly (string | number)[];

/** @throws ReplacementError */
export function parseReplacement(text: string, pattern: Pattern): Replacement {
  const parts: (string | number)[] = [];
  let literal = '';
  for (let position = 0; position < text.length;) {
    const char = text.charAt(position);
    if (char === '\\') {
      if (position + 1 === text.length) throw new ReplacementError('character to be escaped is missing');
      literal += text.charAt(position + 1);
      position += 2;
    } else if (char === '$') {
      const reference = parseReference(text, position + 1, pattern);
      parts.push(literal, reference.group);
      literal = '';
      position = reference.end;
    } else {
      literal += char;
      position++;
    }
  }
  return [...parts, literal];
}

/** The replacement for one match; groups that took no part are empty. */
export function expandReplacement(replacement: Replacement, groups: Groups, text: string): string {
  return replacement
    .map((part) => {
      if (typeof part === 'string') return part;
      const start = groups[2 * part] ?? -1;
      return start < 0 ? '' : text.slice(start, groups[2 * part + 1]);
    })
    .join('');
}

interface Reference {
  readonly group: number;
  /** Position behind the reference. */
  readonly end: number;
}

function parseReference(text: string, start: number, pattern: Pattern): Reference {
  if (text.charAt(start) === '{') return parseNamedReference(text, start, pattern);
  if (!/\d/.test(text.charAt(start))) {
    throw new ReplacementError(
      start === text.length ? 'Illegal group reference: group index is missing' : 'Illegal group reference',
    );
  }
  let group = Number(text.charAt(start));
  if (group > pattern.groupCount) throw new ReplacementError(`No group ${String(group)}`);
  let end = start + 1;
  while (/\d/.test(text.charAt(end)) && group * 10 + Number(text.charAt(end)) <= pattern.groupCount) {
    group = group * 10 + Number(text.charAt(end));
    end++;
  }
  return { group, end };
}

function parseNamedReference(text: string, start: number, pattern: Pattern): Reference {
  const named = /\{([A-Za-z][A-Za-z0-9]*)\}/y;
  named.lastIndex = start;
  const name = named.exec(text)?.[1];
  if (name === undefined) {
    throw new ReplacementError("named capturing group has no name, or misses its trailing '}'");
  }
  const group = pattern.groupNumber(name);
  if (group === undefined) throw new ReplacementError(`No group with name {${name}}`);
  return { group, end: named.lastIndex };
}
