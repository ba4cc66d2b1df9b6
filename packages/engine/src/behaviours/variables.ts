// Variables: lookup through scopes, and the two merges that write them (spec 10 §5.1–5.2, spec 13 §8).
//
// A variable's value is its canonical JSON text everywhere; two values are equal when their texts are.
import {
  documentEntries,
  documentFromEntries,
  type JsonDocument,
  type JsonText,
  type Key,
} from '@grevy/protocol';
import type { Processing } from '../kernel/processing.js';
import type { EngineState } from '../state/engine-state.js';

/** The fields that every VARIABLE record copies from its process instance. */
export interface VariableOwner {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly bpmnProcessId: string;
  readonly tenantId: string;
}

/** The value of a variable as seen from a scope: the innermost scope that has it wins. */
export function variableOf(state: EngineState, scopeKey: Key, name: string): JsonText | undefined {
  for (let scope: Key | undefined = scopeKey; scope !== undefined; scope = state.parentScopeOf(scope)) {
    const variable = state.localVariable(scope, name);
    if (variable !== undefined) return variable.value;
  }
  return undefined;
}

/** Sets one variable of a scope; writes nothing when it already has this very value. */
export function setLocalVariable(
  processing: Processing,
  scopeKey: Key,
  owner: VariableOwner,
  name: string,
  value: JsonText,
): void {
  const existing = processing.state.localVariable(scopeKey, name);
  if (existing === undefined) {
    processing.newEvent('VARIABLE', 'CREATED', variableValue(scopeKey, owner, name, value));
  } else if (existing.value !== value) {
    processing.event('VARIABLE', 'UPDATED', existing.key, variableValue(scopeKey, owner, name, value));
  }
}

function variableValue(scopeKey: Key, owner: VariableOwner, name: string, value: JsonText) {
  return {
    name,
    value,
    scopeKey,
    processInstanceKey: owner.processInstanceKey,
    processDefinitionKey: owner.processDefinitionKey,
    bpmnProcessId: owner.bpmnProcessId,
    tenantId: owner.tenantId,
  };
}

/** Writes every entry of a document into one scope. */
export function mergeLocal(processing: Processing, scopeKey: Key, owner: VariableOwner, document: JsonDocument): void {
  for (const [name, value] of documentEntries(document)) setLocalVariable(processing, scopeKey, owner, name, value);
}

/**
 * Writes every entry into the innermost scope that has it with another value, else into the topmost scope.
 * An entry that an inner scope has with an *equal* value keeps climbing: a quirk of the reference (spec 10 §5.2).
 */
export function mergePropagating(
  processing: Processing,
  startScopeKey: Key,
  owner: VariableOwner,
  document: JsonDocument,
): void {
  let remaining = documentEntries(document);
  let scope = startScopeKey;
  for (;;) {
    const parent = processing.state.parentScopeOf(scope);
    if (parent === undefined || remaining.length === 0) break;
    const climbing: (readonly [string, JsonText])[] = [];
    for (const entry of remaining) {
      const existing = processing.state.localVariable(scope, entry[0]);
      if (existing !== undefined && existing.value !== entry[1]) {
        const value = variableValue(scope, owner, entry[0], entry[1]);
        processing.event('VARIABLE', 'UPDATED', existing.key, value);
      } else {
        climbing.push(entry);
      }
    }
    remaining = climbing;
    scope = parent;
  }
  for (const [name, value] of remaining) setLocalVariable(processing, scope, owner, name, value);
}

/** Shorter names first, then bytewise: the order in which the reference reads variables back (spec 01 §9.3). */
export function compareVariableNames(a: string, b: string): number {
  if (a === b) return 0;
  const lengthDifference = utf8Length(a) - utf8Length(b);
  if (lengthDifference !== 0) return lengthDifference;
  return a < b ? -1 : 1;
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) length += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return length;
}

/** The variables of one scope alone. */
export function localVariables(state: EngineState, scopeKey: Key): JsonDocument {
  return documentFromEntries(sortedLocalEntries(state, scopeKey));
}

/**
 * All variables visible from a scope, inner scopes first; an inner variable hides outer ones of its name.
 * With a fetch list only the named ones; names that do not exist are left out.
 */
export function visibleVariables(
  state: EngineState,
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

function sortedLocalEntries(state: EngineState, scopeKey: Key): (readonly [string, JsonText])[] {
  const entries = state.localVariables(scopeKey).map((variable) => [variable.name, variable.value] as const);
  return entries.length > 1 ? entries.sort((a, b) => compareVariableNames(a[0], b[0])) : entries;
}
