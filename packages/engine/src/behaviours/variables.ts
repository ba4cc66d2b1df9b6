// Writes variables: the two merges of spec 10 §5.2 (spec 13 §8.2–8.3).
//
// A variable's value is its canonical JSON text everywhere; two values are equal when their texts are.
import { documentEntries, type JsonDocument, type JsonText, type Key } from '@grevy/protocol';
import type { Processing } from '../kernel/processing.js';

/** The fields that every VARIABLE record copies from its process instance. */
export interface VariableOwner {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly bpmnProcessId: string;
  readonly tenantId: string;
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
export function mergeLocal(
  processing: Processing,
  scopeKey: Key,
  owner: VariableOwner,
  document: JsonDocument,
): void {
  for (const [name, value] of documentEntries(document))
    setLocalVariable(processing, scopeKey, owner, name, value);
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
