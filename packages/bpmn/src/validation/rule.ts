// A rule: what has to be said about an element. Tables say which rules are for which elements.
import type { XmlElement } from '@grevy/xml';
import { childrenOf, type BpmnDocument } from '../document/bpmn-document.js';
import { BPMN_NAMESPACE, ZEEBE_NAMESPACE } from '../document/namespaces.js';
import type { Violation } from './report.js';

export type Rule = (element: XmlElement, document: BpmnDocument) => Iterable<string>;

/** Element names and a rule for them, by namespace, in the order in which violations are reported. */
export interface RuleTable {
  readonly bpmn: readonly RuleEntry[];
  readonly zeebe: readonly RuleEntry[];
}

type RuleEntry = readonly [elements: Iterable<string>, rule: Rule];

/** Roots that have no meaning for the engine, though what they consist of may look like a process (spec 10 §8.1). */
const IGNORED_ROOTS = ['choreography', 'globalChoreographyTask'];

/** Applies rules to a whole file, but not to processes that are not executable, nor to choreographies. */
export class RuleSet {
  private readonly rules: ReadonlyMap<string, ReadonlyMap<string, readonly Rule[]>>;

  constructor(table: RuleTable) {
    this.rules = new Map([
      [BPMN_NAMESPACE, byName(table.bpmn)],
      [ZEEBE_NAMESPACE, byName(table.zeebe)],
    ]);
  }

  check(document: BpmnDocument): readonly Violation[] {
    const skipped = new Set(document.processes);
    for (const process of document.executableProcesses) skipped.delete(process);
    for (const name of IGNORED_ROOTS) {
      for (const root of childrenOf(document.definitions, name)) skipped.add(root);
    }
    const violations: Violation[] = [];
    const visit = (element: XmlElement): void => {
      if (skipped.has(element)) return;
      for (const rule of this.rules.get(element.namespace)?.get(element.localName) ?? []) {
        for (const message of rule(element, document)) violations.push({ element, message });
      }
      for (const child of element.children) visit(child);
    };
    visit(document.definitions);
    return violations;
  }
}

function byName(entries: readonly RuleEntry[]): ReadonlyMap<string, readonly Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const [names, rule] of entries) {
    for (const name of names) rules.set(name, [...(rules.get(name) ?? []), rule]);
  }
  return rules;
}
