// All mappings of one direction become one FEEL context expression (spec 10 §5.3.1).
//
// Input targets build fresh contexts. Output targets that are nested keep the other entries of the variable that they
// write into, at every level: `a.b` becomes `{a:if (a != null) then context merge(a,{b:…}) else {b:…}}`.
import type { XmlElement } from '@grevy/xml';
import { extensionOf, isZeebe } from '../document/bpmn-document.js';
import { isFeel, type ExpressionCompiler } from '../expression/expression-compiler.js';
import { BPMN_LIMIT_MESSAGES, BPMN_LIMITS } from '../limits.js';
import type { VariableMapping } from '../model/variable-mapping.js';
import { BuildFailure } from './build-failure.js';

export type Direction = 'input' | 'output';

export function variableMapping(
  element: XmlElement,
  direction: Direction,
  compiler: ExpressionCompiler,
): VariableMapping | undefined {
  const mappings =
    extensionOf(element, 'ioMapping')?.children.filter((child) => isZeebe(child, direction)) ?? [];
  if (mappings.length === 0) return undefined;
  const targets: TargetTree = new Map();
  for (const mapping of mappings) {
    const path = (mapping.attribute('target') ?? '').split('.');
    addTarget(targets, path, sourceText(mapping.attribute('source') ?? ''));
  }
  const text = contextText(targets, direction, []);
  const result = compiler.feel(text);
  if (!result.ok || result.expression.kind !== 'feel') {
    throw new BuildFailure(result.ok ? `Malformed variable mapping '${text}'` : result.message);
  }
  return { text, compiled: result.expression.compiled };
}

/** Targets by the names of their paths: the text of a source, or the targets below. */
type TargetTree = Map<string, string | TargetTree>;

/** A later target replaces an earlier one of the same path, and keeps its place. */
function addTarget(targets: TargetTree, path: readonly string[], source: string): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    targets.set(head, source);
    return;
  }
  const existing = targets.get(head);
  const below: TargetTree = existing instanceof Map ? existing : new Map();
  targets.set(head, below);
  addTarget(below, rest, source);
}

/** A static source is always a string. */
function sourceText(source: string): string {
  return isFeel(source) ? source.slice(1) : escapedStringLiteral(source);
}

const SHORT_ESCAPES = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/**
 * As the reference escapes: everything but printable ASCII. FEEL takes only the short escapes back, and not that of the
 * backslash, so other characters reach the variable as `\u00FC` (spec 13 §8.4).
 */
function escapedStringLiteral(text: string): string {
  const escaped = text.replace(/[^ !#-[\]-\u007f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return SHORT_ESCAPES.get(character) ?? `\\u${code}`;
  });
  return `"${escaped}"`;
}

function contextText(targets: TargetTree, direction: Direction, path: readonly string[]): string {
  const entries: string[] = [];
  let length = 2;
  for (const [name, target] of targets) {
    const entry = `${name}:${typeof target === 'string' ? target : nestedText(target, direction, [...path, name])}`;
    length += entry.length + 1;
    if (length > BPMN_LIMITS.maxMappingLength) throw new BuildFailure(BPMN_LIMIT_MESSAGES.mappingLength);
    entries.push(entry);
  }
  return `{${entries.join(',')}}`;
}

function nestedText(targets: TargetTree, direction: Direction, path: readonly string[]): string {
  const context = contextText(targets, direction, path);
  if (direction === 'input') return context;
  const variable = path.join('.');
  return `if (${variable} != null) then context merge(${variable},${context}) else ${context}`;
}
