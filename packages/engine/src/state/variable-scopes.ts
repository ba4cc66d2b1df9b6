// Reads variables through the scopes of element instances (spec 10 §5.1, spec 13 §8.1).
import { documentFromEntries, type JsonDocument, type JsonText, type Key } from '@grevy/protocol';
import { compareStoredText } from './storage-order.js';
import type { Variable } from './variable.js';

/** What is asked about scopes; the engine's state answers. */
export interface VariableScopes {
  parentScopeOf(scopeKey: Key): Key | undefined;
  localVariable(scopeKey: Key, name: string): Variable | undefined;
  localVariables(scopeKey: Key): readonly Variable[];
}

/** The value of a variable as seen from a scope: the innermost scope that has it wins. */
export function variableOf(state: VariableScopes, scopeKey: Key, name: string): JsonText | undefined {
  for (let scope: Key | undefined = scopeKey; scope !== undefined; scope = state.parentScopeOf(scope)) {
    const variable = state.localVariable(scope, name);
    if (variable !== undefined) return variable.value;
  }
  return undefined;
}

/** The variables of one scope alone. */
export function localDocument(state: VariableScopes, scopeKey: Key): JsonDocument {
  return documentFromEntries(sortedLocalEntries(state, scopeKey));
}

/**
 * All variables visible from a scope, inner scopes first; an inner variable hides outer ones of its name.
 * With a fetch list only the named ones; names that do not exist are left out.
 */
export function visibleVariables(
  state: VariableScopes,
  scopeKey: Key,
  fetchVariables: readonly string[] = [],
): JsonDocument {
  const wanted = fetchVariables.length > 0 ? new Set(fetchVariables) : undefined;
  const seen = new Set<string>();
  const entries: (readonly [string, JsonText])[] = [];
  for (let scope: Key | undefined = scopeKey; scope !== undefined; scope = state.parentScopeOf(scope)) {
    for (const entry of sortedLocalEntries(state, scope)) {
      if (seen.has(entry[0]) || (wanted !== undefined && !wanted.has(entry[0]))) continue;
      seen.add(entry[0]);
      entries.push(entry);
    }
  }
  return documentFromEntries(entries);
}

function sortedLocalEntries(state: VariableScopes, scopeKey: Key): (readonly [string, JsonText])[] {
  const entries = state.localVariables(scopeKey).map((variable) => [variable.name, variable.value] as const);
  return entries.length > 1 ? entries.sort((a, b) => compareStoredText(a[0], b[0])) : entries;
}
